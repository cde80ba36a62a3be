namespace FaceGrid.Cluster.Tests;

/// <summary>Tests on one PostgreSQL server, each with a separate database. They run sequentially because some stop the server.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
