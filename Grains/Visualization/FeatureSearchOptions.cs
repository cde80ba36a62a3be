namespace FaceGrid.Grains.Visualization;

/// <summary>How a search is divided.</summary>
public sealed class FeatureSearchOptions
{
    /// <summary>Photos of one piece: what is lost by a kill, and what is written after.</summary>
    public int ChunkImages { get; set; } = 8;

    /// <summary>Pieces that are out at a time: one is computed while the photos of the next are read.</summary>
    public int ChunksAtOnce { get; set; } = 2;

    /// <summary>A piece that failed for a reason that may pass (a silo that died) is tried so many times.</summary>
    public int Attempts { get; set; } = 3;

    /// <summary>Waited before the second attempt; twice as long before the third, and so on.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);
}
