using FaceGrid.Vision.Styling.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Optimisers;

/// <summary>What an optimiser remembers of one parameter, and how it changes it.</summary>
internal abstract class ParameterUpdate(Parameter parameter, double weightDecay) : IDisposable
{
    public Parameter Parameter { get; } = parameter;

    protected double WeightDecay { get; } = weightDecay;

    /// <summary>Changes the parameter by one step. No gradient is recorded, and a dispose scope is open.</summary>
    /// <param name="gradient">Of the parameter's shape; left as it is.</param>
    public abstract void Apply(Tensor gradient, double rate);

    /// <param name="prefix">Before the names of what is written.</param>
    public abstract void Save(CheckpointWriter writer, string prefix);

    /// <exception cref="BadInputException">The checkpoint holds no such state.</exception>
    public abstract void Load(CheckpointReader reader, string prefix);

    public abstract void Dispose();
}
