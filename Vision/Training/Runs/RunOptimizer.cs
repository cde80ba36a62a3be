using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Training.Optimisers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// AdamW or gradient descent over named parameters, with a state that can be saved and restored. Weight decay applies to kernels and
/// matrices, not to scales, shifts and slopes of channels, which batch normalisation depends on.
/// </summary>
internal sealed class RunOptimizer : IDisposable
{
    private const double Momentum = 0.9;
    private const string Prefix = "optimizer.";

    private readonly (string Name, ParameterUpdate Update)[] _updates;
    private readonly WeightOptimizer _optimizer;

    public RunOptimizer(RunOptimizerKind kind, IEnumerable<(string Name, Parameter Parameter)> parameters, double weightDecay)
    {
        _updates = [.. parameters.Select(p => (p.Name, Update(kind, p.Parameter, p.Parameter.dim() > 1 ? weightDecay : 0)))];
        _optimizer = new WeightOptimizer([.. _updates.Select(u => u.Update)]);
    }

    /// <summary>
    /// Computes the gradients of the loss and follows them. The gradients of the step before must have been released
    /// (<see cref="EncoderNetwork.ReleaseGradients"/>).
    /// </summary>
    /// <param name="loss">A scalar.</param>
    /// <param name="rate">Learning rate of the step.</param>
    public void Step(Tensor loss, double rate)
    {
        loss.backward();
        _optimizer.Step(rate);
    }

    public void Save(CheckpointWriter writer)
    {
        foreach (var (name, update) in _updates)
        {
            update.Save(writer, Prefix + name);
        }
    }

    /// <exception cref="BadInputException">The checkpoint holds no such state.</exception>
    public void Load(CheckpointReader reader)
    {
        using var scope = NewDisposeScope();
        foreach (var (name, update) in _updates)
        {
            update.Load(reader, Prefix + name);
        }
    }

    public void Dispose() => _optimizer.Dispose();

    private static ParameterUpdate Update(RunOptimizerKind kind, Parameter parameter, double weightDecay) =>
        kind == RunOptimizerKind.AdamW
            ? new AdamWUpdate(parameter, weightDecay)
            : new MomentumUpdate(parameter, weightDecay, Momentum);
}
