using FaceGrid.Grains.Interfaces.Visualization;

namespace FaceGrid.Grains.Visualization;

/// <summary>The stored specification of a search, written once. Absent, or without a request: it was not started.</summary>
[GenerateSerializer]
[Alias("FaceGrid.FeatureSearchSpec")]
public sealed class FeatureSearchSpec
{
    [Id(0)]
    public FeatureSearchRequest? Request { get; set; }

    /// <summary>The division must not change with options: pieces are counted by number.</summary>
    [Id(1)]
    public int ChunkImages { get; set; }

    [Id(2)]
    public List<FeatureImage> Images { get; set; } = [];
}
