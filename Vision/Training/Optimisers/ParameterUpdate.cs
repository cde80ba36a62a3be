using FaceGrid.Vision.Styling.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Optimisers;

/// <summary>The update rule and the state of an optimiser for one parameter.</summary>
internal abstract class ParameterUpdate(Parameter parameter, double weightDecay) : IDisposable
{
    public Parameter Parameter { get; } = parameter;

    protected double WeightDecay { get; } = weightDecay;

    /// <summary>Changes the parameter by one step. Called without gradient recording, in a dispose scope.</summary>
    /// <param name="gradient">Of the parameter's shape; not changed.</param>
    /// <param name="rate">Learning rate of the step.</param>
    public abstract void Apply(Tensor gradient, double rate);

    /// <summary>Writes the state.</summary>
    /// <param name="writer">The checkpoint.</param>
    /// <param name="prefix">Prefix of the names that are written.</param>
    public abstract void Save(CheckpointWriter writer, string prefix);

    /// <summary>Reads the state.</summary>
    /// <param name="reader">The checkpoint.</param>
    /// <param name="prefix">Prefix of the names that are read.</param>
    /// <exception cref="BadInputException">The checkpoint holds no such state.</exception>
    public abstract void Load(CheckpointReader reader, string prefix);

    public abstract void Dispose();
}
