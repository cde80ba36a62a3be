namespace FaceGrid.Silo.Options;

/// <summary>Connection to an external service: its connection string, or the file that contains it (a mounted secret).</summary>
public abstract class ConnectionOptions
{
    /// <summary>The connection string; null: it is in <see cref="ConnectionStringFile"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>File with the connection string; null: it is in <see cref="ConnectionString"/>.</summary>
    public string? ConnectionStringFile { get; set; }
}
