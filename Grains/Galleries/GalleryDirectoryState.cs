namespace FaceGrid.Grains.Galleries;

/// <summary>State of a tenant's directory of galleries.</summary>
[GenerateSerializer]
[Alias("FaceGrid.GalleryDirectoryState")]
public sealed class GalleryDirectoryState
{
    [Id(0)]
    public List<string> Galleries { get; set; } = [];
}
