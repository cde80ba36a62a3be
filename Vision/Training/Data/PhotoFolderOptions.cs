namespace FaceGrid.Vision.Training.Data;

/// <summary>How a <see cref="PhotoFolder"/> reads its photos.</summary>
public sealed record PhotoFolderOptions
{
    /// <summary>Decoded photos that are kept in memory, 37,632 bytes each; the others are read again whenever they are asked for.</summary>
    public long MemoryBytes { get; init; } = 2L << 30;

    /// <summary>The share of photos that may be unreadable, or no crop of 112 x 112; with more the folder is refused.</summary>
    public double UnreadableLimit { get; init; } = 0.02;

    /// <summary>Cores to decode on.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
