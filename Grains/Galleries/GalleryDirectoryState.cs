namespace FaceGrid.Grains.Galleries;

/// <summary>What storage keeps of a tenant's directory.</summary>
[GenerateSerializer]
[Alias("FaceGrid.GalleryDirectoryState")]
public sealed class GalleryDirectoryState
{
    [Id(0)]
    public List<string> Galleries { get; set; } = [];
}
