using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module owns and an optimiser changes. It takes the handle of the tensor that it is made of.</summary>
public class Parameter : Tensor
{
    public Parameter(Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad).MoveHandle(), false)
        => DisposeScope.ReplaceWith(data, this);

    internal Parameter(nint handle)
        : base(handle)
    {
    }
}
