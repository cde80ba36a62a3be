namespace FaceGrid.Vision.Training;

/// <summary>Chooses which photos make the next batch. Seeded: the same sequence in every run.</summary>
public interface IBatchSampler
{
    /// <summary>Photos of every batch.</summary>
    int BatchSize { get; }

    IReadOnlyList<PhotoReference> Next();
}
