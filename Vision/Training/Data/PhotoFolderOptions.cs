namespace FaceGrid.Vision.Training.Data;

/// <summary>How a <see cref="PhotoFolder"/> reads its photos.</summary>
public sealed record PhotoFolderOptions
{
    /// <summary>Bytes of memory for decoded photos, 37 632 each; the other photos are read from disk on every use.</summary>
    public long MemoryBytes { get; init; } = 2L << 30;

    /// <summary>Share of photos (0 to 1) that may be unreadable or not 112 x 112; a folder with more is rejected.</summary>
    public double UnreadableLimit { get; init; } = 0.02;

    /// <summary>Threads that decode.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
