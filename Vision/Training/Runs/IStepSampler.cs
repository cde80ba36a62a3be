using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>Chooses the photos of every batch from the number of the step alone. Not safe for concurrent calls.</summary>
internal interface IStepSampler
{
    /// <summary>Photos of every batch.</summary>
    int BatchSize { get; }

    /// <summary>The photos of a step.</summary>
    /// <param name="step">0 for the first.</param>
    IReadOnlyList<PhotoReference> At(int step);
}
