using FaceGrid.EndToEnd.Tests.Support;
using Npgsql;

namespace FaceGrid.Cluster.Tests;

/// <summary>The two roles of the database that docs/operations.md describes: the owner of the tables, and the silos'.</summary>
[Collection(PostgresCollection.Name)]
public sealed class DatabaseRoleTests(PostgresServer server)
{
    [ClusterFact]
    public async Task Silo_WithTheRoleForRows_ServesAndCannotChangeTables()
    {
        var database = server.NewDatabase();
        var name = Guid.NewGuid().ToString("N")[..8];
        var (owner, rows) = ($"owner_{name}", $"rows_{name}");
        await Execute(database, $"""
            CREATE ROLE {owner} LOGIN; CREATE ROLE {rows} LOGIN;
            ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {rows};
            ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT USAGE ON SEQUENCES TO {rows};
            REVOKE CREATE ON SCHEMA public FROM PUBLIC;
            GRANT CREATE ON SCHEMA public TO {owner};
            """);
        (await Facegrid.Run("silo", "init-db", "--postgres", As(database, owner))).Succeeded();
        var folder = Directory.CreateTempSubdirectory("facegrid-roles-").FullName;
        string[] storage = ["--postgres", As(database, rows), "--set", "Blobs:Path=" + Path.Combine(folder, "blobs")];
        using var silo = new SiloProcess(folder, storage);
        silo.Start();
        await silo.UntilReady();

        string[] load = ["load", "--k", "5", "--everyone", "--deadline", "30", "--remove"];
        (await Facegrid.Run([.. load, "--cluster", silo.Gateway, "--json"])).Succeeded();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Execute(As(database, rows), "DROP TABLE FaceGridSchema"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        await silo.Drain();
        Directory.Delete(folder, recursive: true);
    }

    private static string As(string database, string role) =>
        new NpgsqlConnectionStringBuilder(database) { Username = role }.ConnectionString;

    private static async Task Execute(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
