namespace FaceGrid.Silo.Options;

/// <summary>Names of the services that a silo can be put on.</summary>
public static class Providers
{
    public const string Localhost = "localhost";

    public const string Sqlite = "sqlite";

    public const string Disk = "disk";

    public const string Postgres = "postgres";

    public const string Azure = "azure";
}
