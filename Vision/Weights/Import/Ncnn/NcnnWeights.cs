using System.Buffers.Binary;

namespace FaceGrid.Vision.Weights.Import.Ncnn;

/// <summary>
/// An ncnn network: the .param file lists the layers, the .bin file beside it holds their weights in the same order, without names
/// or sizes. Kernels begin with a tag of four bytes: 0 for float32, 0x01306B47 for float16, one for 8-bit integers, and any other
/// value for a table of 256 floats with an index for each weight.
/// </summary>
internal sealed class NcnnWeights : IDisposable
{
    private const uint HalfTag = 0x01306B47;
    private const uint IntegerTag = 0x000D4B38;
    private const uint SingleTag = 0x0002C056;
    private const int TableBytes = 256 * sizeof(float);

    /// <summary>Types of layers without weights.</summary>
    private static readonly HashSet<string> Weightless = new(StringComparer.Ordinal)
    {
        "Input", "Split", "BinaryOp", "UnaryOp", "Eltwise", "Concat", "Slice", "Crop", "Pooling", "ReLU", "Sigmoid", "TanH", "Clip",
        "Softmax", "Flatten", "Reshape", "Permute", "Dropout", "Noop", "Interp", "Padding", "HardSwish", "HardSigmoid", "Swish", "LRN",
        "ShuffleChannel", "PriorBox", "DetectionOutput", "ExpandDims", "Squeeze", "Reduction",
    };

    private readonly FileBytes _bin;
    private readonly List<PublishedTensor> _tensors = [];
    private long _at;

    private NcnnWeights(FileBytes bin) => _bin = bin;

    /// <exception cref="BadInputException">
    /// The .bin file is missing or has another length, or a layer has an unsupported type.
    /// </exception>
    public static PublishedWeights Open(string path)
    {
        var layers = NcnnParam.Parse(path);
        var bin = Path.ChangeExtension(path, ".bin");
        if (!File.Exists(bin))
        {
            throw new BadInputException(path, $"its weights are missing: {bin} was expected beside it");
        }

        var weights = new NcnnWeights(FileBytes.Open(bin));
        try
        {
            foreach (var layer in layers)
            {
                weights.Add(path, layer);
            }

            if (weights._at != weights._bin.Length)
            {
                throw new BadInputException(
                    bin, $"belongs to another .param: {weights._bin.Length} bytes where {weights._at} are described");
            }

            return new PublishedWeights(PublishedFormat.Ncnn, [path, bin], weights._tensors, weights);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    public void Dispose() => _bin.Dispose();

    private void Add(string path, NcnnLayer layer)
    {
        if (_tensors.Count >= ImportLimits.Items || layer.Name.Length > ImportLimits.NameLength)
        {
            throw new BadInputException(path, "has too many layers with weights, or too long names");
        }

        var outputs = layer.Integer(0);
        switch (layer.Type)
        {
            case "Convolution" or "ConvolutionDepthWise" or "Deconvolution" or "DeconvolutionDepthWise":
                var width = layer.Integer(1);
                var height = layer.Integer(11, width);
                var size = layer.Integer(6);
                var window = (Int128)outputs * width * height;
                if (outputs < 1 || width < 1 || height < 1 || size < 1 || window > size || size % (long)window != 0)
                {
                    throw Misfit(path, layer);
                }

                Kernel(layer.Name + ".weight", [outputs, size / (long)window, height, width]);
                Plain(layer.Integer(5) != 0, layer.Name + ".bias", outputs);
                break;
            case "InnerProduct":
                if (outputs < 1 || layer.Integer(2) < 1 || layer.Integer(2) % outputs != 0)
                {
                    throw Misfit(path, layer);
                }

                Kernel(layer.Name + ".weight", [outputs, layer.Integer(2) / outputs]);
                Plain(layer.Integer(1) != 0, layer.Name + ".bias", outputs);
                break;
            case "BatchNorm":
                foreach (var part in new[] { ".weight", ".running_mean" })
                {
                    Plain(true, layer.Name + part, outputs);
                }

                Variance(layer, outputs);
                Plain(true, layer.Name + ".bias", outputs);
                break;
            case "PReLU":
                Plain(true, layer.Name + ".weight", outputs);
                break;
            case "Scale" when outputs > 0:
                Plain(true, layer.Name + ".weight", outputs);
                Plain(layer.Integer(1) != 0, layer.Name + ".bias", outputs);
                break;
            default:
                if (!Weightless.Contains(layer.Type))
                {
                    throw new BadInputException(
                        path, $"layer '{ImportLimits.Printable(layer.Name)}' is of the type {ImportLimits.Printable(layer.Type)}, whose "
                            + "weights are not known");
                }

                break;
        }
    }

    private static BadInputException Misfit(string path, NcnnLayer layer) =>
        new(path, $"layer '{ImportLimits.Printable(layer.Name)}' has parameters that fit no {layer.Type}");

    /// <summary>Adds weights that are preceded by a tag of their storage type.</summary>
    private void Kernel(string name, long[] shape)
    {
        var count = ImportLimits.CheckedCount(_bin.Path, name, shape);
        var tag = BinaryPrimitives.ReadUInt32LittleEndian(_bin.Read(_at, sizeof(uint)));
        _at += sizeof(uint);
        var start = _at;
        switch (tag)
        {
            case 0 or SingleTag:
                Take(name, count * sizeof(float));
                Raw(name, TensorType.F32, shape, start);
                break;
            case HalfTag:
                Take(name, Padded(count * 2));
                Raw(name, TensorType.F16, shape, start);
                break;
            case IntegerTag:
                throw new BadInputException(
                    _bin.Path, $"weights '{ImportLimits.Printable(name)}' are 8-bit integers, which are not read: convert the network "
                        + "without int8");
            default:
                Take(name, TableBytes + Padded(count));
                _tensors.Add(new PublishedTensor(name, TensorType.F32, shape, () =>
                {
                    var table = new float[256];
                    TensorElements.ToFloats(TensorType.F32, _bin.Read(start, TableBytes), table);
                    return Array.ConvertAll(_bin.Read(start + TableBytes, count), index => table[index]);
                }));
                break;
        }
    }

    private void Plain(bool present, string name, long count)
    {
        if (present)
        {
            var start = _at;
            Take(name, ImportLimits.CheckedCount(_bin.Path, name, [count]) * sizeof(float));
            Raw(name, TensorType.F32, [count], start);
        }
    }

    /// <summary>
    /// ncnn divides by √(variance + ε) with an ε of the layer, which is 0 where the converter has added it to the variance
    /// already. The variance is converted for the ε of PyTorch and of this project's networks.
    /// </summary>
    private void Variance(NcnnLayer layer, long count)
    {
        var name = layer.Name + ".running_var";
        var start = _at;
        Take(name, ImportLimits.CheckedCount(_bin.Path, name, [count]) * sizeof(float));
        var epsilon = (layer.Parameters.TryGetValue(1, out var stated) ? (float)stated : 0) - NetworkImport.BatchNormEpsilon;
        _tensors.Add(new PublishedTensor(name, TensorType.F32, [count], () =>
        {
            var values = Floats(TensorType.F32, start, count);
            return Array.ConvertAll(values, v => v + epsilon);
        }));
    }

    private void Raw(string name, TensorType type, long[] shape, long start)
    {
        var count = shape.Aggregate(1L, (product, size) => product * size);
        _tensors.Add(new PublishedTensor(name, type, shape, () => Floats(type, start, count)));
    }

    private float[] Floats(TensorType type, long start, long count)
    {
        var values = new float[count];
        TensorElements.ToFloats(type, _bin.Read(start, count * type.SizeOf()), values);
        return values;
    }

    private void Take(string name, long bytes)
    {
        if (bytes > _bin.Length - _at)
        {
            throw new BadInputException(_bin.Path, $"truncated: {_bin.Length} bytes, '{ImportLimits.Printable(name)}' needs {_at + bytes}");
        }

        _at += bytes;
    }

    private static long Padded(long bytes) => (bytes + 3) & ~3L;
}
