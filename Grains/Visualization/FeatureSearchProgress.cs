using FaceGrid.Grains.Interfaces.Visualization;

namespace FaceGrid.Grains.Visualization;

/// <summary>What storage keeps of a search's table, written after every piece: the pieces that are done and what they came to, together.</summary>
[GenerateSerializer]
[Alias("FaceGrid.FeatureSearchProgress")]
public sealed class FeatureSearchProgress
{
    /// <summary>A bit for each piece.</summary>
    [Id(0)]
    public byte[] Done { get; set; } = [];

    /// <summary>The table of each layer, empty before the first piece of it is done.</summary>
    [Id(1)]
    public List<byte[]> Maxima { get; set; } = [];

    /// <summary>By number of the image.</summary>
    [Id(2)]
    public List<SkippedImage> Skipped { get; set; } = [];
}
