using System.Globalization;
using FaceGrid.Vision.Weights.Import.Pickles;

namespace FaceGrid.Vision.Weights.Import.Torch;

/// <summary>
/// The closed list of names that checkpoints of weights need: OrderedDict, the two functions that rebuild tensors and parameters,
/// and the storage classes.
/// </summary>
internal sealed class TorchPickleHost : IPickleHost
{
    private static readonly PickleGlobal OrderedDict = new("collections", "OrderedDict");
    private static readonly PickleGlobal RebuildTensor = new("torch._utils", "_rebuild_tensor_v2");
    private static readonly PickleGlobal RebuildParameter = new("torch._utils", "_rebuild_parameter");

    private static readonly Dictionary<string, TensorType> StorageTypes = new(StringComparer.Ordinal)
    {
        ["FloatStorage"] = TensorType.F32,
        ["DoubleStorage"] = TensorType.F64,
        ["HalfStorage"] = TensorType.F16,
        ["BFloat16Storage"] = TensorType.BF16,
        ["LongStorage"] = TensorType.I64,
        ["IntStorage"] = TensorType.I32,
        ["ShortStorage"] = TensorType.I16,
        ["CharStorage"] = TensorType.I8,
        ["ByteStorage"] = TensorType.U8,
        ["BoolStorage"] = TensorType.Bool,
    };

    /// <summary>The referenced storages by key.</summary>
    public Dictionary<string, TorchStorage> Storages { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsAllowed(PickleGlobal global) =>
        global == OrderedDict
        || global == RebuildTensor
        || global == RebuildParameter
        || (global.Module == "torch" && StorageTypes.ContainsKey(global.Name));

    public object? Call(PickleGlobal function, object?[] arguments)
    {
        if (function == OrderedDict)
        {
            return MakeMap(arguments);
        }

        if (function == RebuildParameter)
        {
            return arguments is [TorchTensor data, ..] ? data : null;
        }

        // storage, offset, size, stride, requires_grad, backward_hooks[, metadata]
        return function == RebuildTensor
            && arguments is [TorchStorage storage, long offset, object?[] size, object?[] stride, _, _, ..]
            && Longs(size) is { } shape && Longs(stride) is { } strides
            && shape.Length == strides.Length && shape.Length <= ImportLimits.Rank
            ? new TorchTensor(storage, offset, shape, strides)
            : null;
    }

    /// <summary>
    /// Reads a storage reference: ('storage', class, key, device, count) and, before PyTorch 1.6, a view, which is null in state
    /// dicts.
    /// </summary>
    public object? Persistent(object? id)
    {
        if (id is not object?[] parts
            || parts is not ["storage", PickleGlobal { Module: "torch" } type, _, _, long count, ..]
            || !StorageTypes.TryGetValue(type.Name, out var element)
            || count < 0
            || parts.Length > 6
            || (parts.Length == 6 && parts[5] is not null))
        {
            return null;
        }

        var key = parts[2] switch
        {
            string text => text,
            long number => number.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
        if (key is null)
        {
            return null;
        }

        var storage = new TorchStorage(key, element, count);
        return !Storages.TryGetValue(key, out var known)
            ? Storages[key] = storage
            : known == storage ? known : null;
    }

    private static long[]? Longs(object?[] values) => values.All(v => v is long) ? Array.ConvertAll(values, v => (long)v!) : null;

    private static PickleMap? MakeMap(object?[] arguments)
    {
        var map = new PickleMap();
        if (arguments is [List<object?> pairs])
        {
            foreach (var pair in pairs)
            {
                switch (pair)
                {
                    case object?[] { Length: 2 } tuple:
                        map.Items.Add(new(tuple[0], tuple[1]));
                        break;
                    case List<object?> { Count: 2 } list:
                        map.Items.Add(new(list[0], list[1]));
                        break;
                    default:
                        return null;
                }
            }

            return map;
        }

        return arguments.Length == 0 ? map : null;
    }
}
