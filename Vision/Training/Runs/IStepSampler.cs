namespace FaceGrid.Vision.Training.Runs;

/// <summary>Chooses the photos of every batch by the step's number alone. Used by one thread at a time.</summary>
internal interface IStepSampler
{
    /// <summary>Photos of every batch.</summary>
    int BatchSize { get; }

    /// <param name="step">0 for the first.</param>
    IReadOnlyList<PhotoReference> At(int step);
}
