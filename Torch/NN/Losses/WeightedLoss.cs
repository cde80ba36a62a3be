using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A loss whose classes or elements have weights.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
        => this.weight = weight;

    public Tensor? weight { get; }
}
