using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>LogSoftmax along one dimension.</summary>
public sealed class LogSoftmax : ParameterLessModule<Tensor, Tensor>
{
    internal LogSoftmax(long dim)
        : base(nameof(LogSoftmax))
    {
        this.dim = dim;
    }

    public long dim { get; set; }

    public override Tensor forward(Tensor input) => input.log_softmax(dim);
}
