namespace FaceGrid.Silo.Options;

/// <summary>Where images, checkpoints and weights are stored.</summary>
public enum BlobProvider
{
    /// <summary>In a folder that all silos share.</summary>
    Disk,

    /// <summary>In a container of Azure Blob Storage.</summary>
    Azure,
}
