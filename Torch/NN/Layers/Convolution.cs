using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Weight, bias and geometry of the convolutions.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(bias))]
    protected Parameter? _bias;

    [ComponentName(Name = nameof(weight))]
    protected Parameter? _weight;

    private protected long[] _reversedPadding = [];

    protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name)
    {
        if (transposed && padding_mode != PaddingModes.Zeros)
        {
            throw new ArgumentException("a transposed convolution can only be padded with zeros", nameof(padding_mode));
        }

        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;
        if (padding_type is Padding type)
        {
            SetPadding(type);
        }
        else
        {
            SetPadding(padding ?? new long[kernel_size.Length]);
        }

        long[] outer = transposed ? [in_channels, out_channels / groups] : [out_channels, in_channels / groups];
        weight = nn.Parameter(empty([.. outer, .. kernel_size], dtype, device));
        if (bias)
        {
            this.bias = nn.Parameter(empty([out_channels], dtype, device));
        }

        reset_parameters();
    }

    /// <summary>Outputs × inputs of one group × kernel.</summary>
    public Parameter weight
    {
        get => _weight!;
        set => Replace(ref _weight, value ?? throw new ArgumentNullException(nameof(weight)), nameof(weight));
    }

    public Parameter? bias
    {
        get => _bias;
        set => Replace(ref _bias, value, nameof(bias));
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public long[] kernel_size { get; }

    public long[] stride { get; set; }

    public long[]? padding { get; private set; }

    public Padding? padding_type { get; private set; }

    public long[] dilation { get; set; }

    public bool transposed { get; }

    public long[] output_padding { get; set; }

    public long groups { get; set; }

    public PaddingModes padding_mode { get; set; }

    /// <summary>Uniform on ±1/√(inputs per output), as PyTorch does.</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is not null)
        {
            (long fanIn, long _) = nn.init.CalculateFanInAndFanOut(weight);
            if (fanIn != 0)
            {
                double bound = 1 / Math.Sqrt(fanIn);
                nn.init.uniform_(bias, -bound, bound);
            }
        }
    }

    public void SetPadding(long[] padding)
    {
        padding_type = null;
        this.padding = padding;
        _reversedPadding = [.. padding.Reverse().SelectMany(length => new[] { length, length })];
    }

    public void SetPadding(Padding padding)
    {
        if (transposed)
        {
            throw new ArgumentException("a transposed convolution takes its padding in numbers");
        }

        this.padding = null;
        padding_type = padding;
        int n = kernel_size.Length;
        _reversedPadding = new long[2 * n];
        if (padding != Padding.Same)
        {
            return;
        }

        if (stride.Any(step => step != 1))
        {
            throw new ArgumentException("padding='same' is not supported for strided convolutions");
        }

        for (int d = 0; d < n; d++)
        {
            long total = dilation[d] * (kernel_size[d] - 1);
            _reversedPadding[2 * (n - 1 - d)] = total / 2;
            _reversedPadding[(2 * (n - 1 - d)) + 1] = total - (total / 2);
        }
    }

    /// <summary>The shared forward pass over so many spatial dimensions.</summary>
    private protected Tensor Forward(int spatial, Tensor input)
    {
        long[] shape = input.shape;
        bool fits = shape.Length == spatial + 2 ? shape[1] == in_channels : shape.Length == spatial + 1 && shape[0] == in_channels;
        if (!fits)
        {
            throw new ArgumentException($"Conv{spatial}d takes {spatial + 1} or {spatial + 2} dimensions and {in_channels} channels, not [{string.Join(", ", shape)}]");
        }

        if (padding_mode != PaddingModes.Zeros)
        {
            using Tensor padded = nn.functional.pad(input, _reversedPadding, padding_mode);
            return nn.functional.Conv(spatial, padded, weight, bias, stride, new long[spatial], dilation, groups);
        }

        return padding_type is Padding type
            ? nn.functional.ConvPadding(spatial, input, weight, bias, stride, type, dilation, groups)
            : nn.functional.Conv(spatial, input, weight, bias, stride, padding, dilation, groups);
    }
}
