using FaceGrid.Vision.Weights.Import.Pickles;

namespace FaceGrid.Vision.Weights.Import.Torch;

/// <summary>Finds the named tensors of a checkpoint.</summary>
internal static class StateDict
{
    /// <summary>Keys under which training scripts store the state dict beside epoch, optimiser and other values.</summary>
    private static readonly string[] Wrappers = ["state_dict", "model_state_dict", "net_state_dict", "model", "net"];

    /// <param name="read">Reads bytes of a storage: storage, first byte, count.</param>
    /// <exception cref="BadInputException">The checkpoint has no tensors, or views that do not fit their storage.</exception>
    public static IReadOnlyList<PublishedTensor> Tensors(string path, object? checkpoint, Func<TorchStorage, long, long, byte[]> read)
    {
        var map = checkpoint as PickleMap ?? throw new BadInputException(path, "holds no state dict: a dict of tensors was expected");
        if (!HasTensors(map))
        {
            map = Wrappers.Select(w => map[w]).OfType<PickleMap>().FirstOrDefault(HasTensors)
                ?? throw new BadInputException(path, $"holds no state dict: no tensors in it, nor under {string.Join(", ", Wrappers)}");
        }

        var tensors = new List<PublishedTensor>();
        foreach (var (key, value) in map.Items)
        {
            // Other values between the tensors, such as counters, are ignored.
            if (key is string name && value is TorchTensor tensor)
            {
                tensors.Add(Tensor(path, name, tensor, read));
            }
        }

        return tensors.Count <= ImportLimits.Items
            ? tensors
            : throw new BadInputException(path, $"{tensors.Count} tensors, at most {ImportLimits.Items} are expected");
    }

    private static bool HasTensors(PickleMap map) => map.Items.Any(i => i.Key is string && i.Value is TorchTensor);

    private static PublishedTensor Tensor(string path, string name, TorchTensor tensor, Func<TorchStorage, long, long, byte[]> read)
    {
        ImportLimits.CheckedCount(path, name, tensor.Shape);
        var span = tensor.Span();
        if (span < 0)
        {
            throw new BadInputException(
                path, $"tensor '{ImportLimits.Printable(name)}' of {TensorShape.Text(tensor.Shape)} does not fit its storage of "
                    + $"{tensor.Storage.Count} elements");
        }

        return new PublishedTensor(name, tensor.Storage.Type, tensor.Shape, () => Read(tensor, span, read));
    }

    private static float[] Read(TorchTensor tensor, long span, Func<TorchStorage, long, long, byte[]> read)
    {
        var size = tensor.Storage.Type.SizeOf();
        var bytes = read(tensor.Storage, tensor.Offset * size, span * size);
        var elements = new float[span];
        TensorElements.ToFloats(tensor.Storage.Type, bytes, elements);
        if (tensor.IsContiguous)
        {
            return elements;
        }

        var values = new float[tensor.Shape.Aggregate(1L, (product, s) => product * s)];
        Span<long> index = stackalloc long[tensor.Shape.Length];
        index.Clear();
        foreach (ref var value in values.AsSpan())
        {
            long from = 0;
            for (var i = 0; i < index.Length; i++)
            {
                from += index[i] * tensor.Strides[i];
            }

            value = elements[from];
            for (var i = index.Length - 1; i >= 0 && ++index[i] == tensor.Shape[i]; i--)
            {
                index[i] = 0;
            }
        }

        return values;
    }
}
