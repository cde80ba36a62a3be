using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Optimisers;

/// <summary>Changes parameters along their gradients. Owns the updates, not the parameters.</summary>
internal sealed class WeightOptimizer(IReadOnlyList<ParameterUpdate> updates) : IDisposable
{
    /// <summary>AdamW with the same weight decay for all parameters.</summary>
    public static WeightOptimizer AdamW(IEnumerable<Parameter> parameters, double weightDecay) =>
        new([.. parameters.Select(p => new AdamWUpdate(p, weightDecay))]);

    /// <summary>Sets the gradients to zero in place; they keep their memory layout.</summary>
    public void ZeroGradients()
    {
        foreach (var update in updates)
        {
            using var gradient = update.Parameter.grad;
            gradient?.zero_();
        }
    }

    /// <summary>One step for every parameter that has a gradient.</summary>
    /// <param name="rate">Learning rate of the step.</param>
    public void Step(double rate)
    {
        using var gradients = no_grad();
        foreach (var update in updates)
        {
            using var scope = NewDisposeScope();
            if (update.Parameter.grad is { } gradient)
            {
                update.Apply(gradient, rate);
            }
        }
    }

    public void Dispose()
    {
        foreach (var update in updates)
        {
            update.Dispose();
        }
    }
}
