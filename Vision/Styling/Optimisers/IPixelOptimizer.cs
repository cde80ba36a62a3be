using FaceGrid.Vision.Styling.Checkpoints;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>Minimises the cost of one image, step by step. Not safe for concurrent calls.</summary>
public interface IPixelOptimizer : IDisposable
{
    /// <summary>One step from the image to the next.</summary>
    /// <param name="image">The tensor that the optimiser was created for, contiguous; changed in place.</param>
    /// <param name="objective">The same in every step.</param>
    /// <returns>
    /// J before the step. Where J or its gradient is not finite, <see cref="StyleLosses.IsFinite"/> is false and neither the image nor the
    /// optimiser has changed.
    /// </returns>
    StyleLosses Step(Tensor image, IPixelObjective objective);

    /// <summary>Writes the state that later steps depend on beside the image.</summary>
    void Save(CheckpointWriter state);
}
