namespace FaceGrid.Silo.Options;

/// <summary>Where images, checkpoints and weights are stored.</summary>
public sealed class BlobOptions : ConnectionOptions
{
    /// <summary><c>disk</c> or <c>azure</c>.</summary>
    public BlobProvider Provider { get; set; } = BlobProvider.Disk;

    /// <summary>With <c>disk</c>: the folder.</summary>
    public string? Path { get; set; }

    /// <summary>With <c>azure</c>: the blob container.</summary>
    public string Container { get; set; } = "facegrid-blobs";
}
