namespace FaceGrid.Silo.Options;

/// <summary>A way to a service outside: its connection string, or a file that holds it, as mounted secrets do.</summary>
public abstract class ConnectionOptions
{
    public string? ConnectionString { get; set; }

    public string? ConnectionStringFile { get; set; }
}
