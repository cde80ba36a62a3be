namespace FaceGrid.Silo.Options;

/// <summary>Where images, checkpoints and weights are kept.</summary>
public sealed class BlobOptions : ConnectionOptions
{
    /// <summary><c>disk</c> (a folder that all silos share), <c>azure</c>.</summary>
    public string Provider { get; set; } = Providers.Disk;

    /// <summary>With <c>disk</c>: the folder.</summary>
    public string? Path { get; set; }

    /// <summary>With <c>azure</c>: the blob container.</summary>
    public string Container { get; set; } = "facegrid-blobs";
}
