using FaceGrid.Grains.Interfaces.Visualization;

namespace FaceGrid.Grains.Visualization;

/// <summary>The stored table of a search, written after every piece: the completed pieces together with their results.</summary>
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
