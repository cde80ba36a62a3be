using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>A tensor's elements in the processor's memory, by position or by index, through its strides.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly Tensor _tensor;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;
    private readonly nint _data;

    internal TensorAccessor(Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
        {
            throw new InvalidOperationException("the elements are in a device's memory: cpu() brings them over");
        }

        // Held so that the memory outlives this accessor.
        _tensor = tensor;
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        _data = tensor.DataPointer();
        Count = tensor.numel();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    /// <summary>By one position in row-major order, or by one index per dimension.</summary>
    public unsafe T this[params long[] indices]
    {
        get => ((T*)_data)[Offset(indices)];
        set => ((T*)_data)[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    /// <summary>A .NET array of the tensor's own shape; of one element for a tensor without dimensions.</summary>
    public Array ToNDArray()
    {
        if (_shape.Length < 2)
        {
            return ToArray();
        }

        var result = Array.CreateInstance(typeof(T), _shape);
        int at = 0;
        T[] flat = ToArray();
        int[] index = new int[_shape.Length];
        for (; at < flat.Length; at++)
        {
            result.SetValue(flat[at], index);
            for (int d = index.Length - 1; d >= 0 && ++index[d] == _shape[d]; d--)
            {
                index[d] = 0;
            }
        }

        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies from position <paramref name="tensorIndex"/> on, until either side is through.</summary>
    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        int count = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (count <= 0)
        {
            return;
        }

        Span<T> to = array.Slice(arrayIndex, count);
        if (_contiguous)
        {
            new Span<T>((T*)_data + tensorIndex, count).CopyTo(to);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                to[i] = ((T*)_data)[Offset(tensorIndex + i)];
            }
        }

        GC.KeepAlive(_tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Overwrites from position <paramref name="tensorIndex"/> on, until either side is through.</summary>
    public unsafe void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        int count = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (count <= 0)
        {
            return;
        }

        ReadOnlySpan<T> from = array.Slice(arrayIndex, count);
        if (_contiguous)
        {
            from.CopyTo(new Span<T>((T*)_data + tensorIndex, count));
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                ((T*)_data)[Offset(tensorIndex + i)] = from[i];
            }
        }

        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing is held here; the tensor stays its owner's.</summary>
    public void Dispose()
    {
    }

    internal static T ReadItemAt(Tensor tensor, long index)
    {
        tensor.ValidateType(typeof(T));
        return new TensorAccessor<T>(tensor)[index];
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
        {
            if (indices[0] >= Count)
            {
                throw new IndexOutOfRangeException();
            }

            return Offset(indices[0]);
        }

        long offset = 0;
        for (int d = 0; d < _shape.Length; d++)
        {
            if (indices[d] < 0 || indices[d] >= _shape[d])
            {
                throw new IndexOutOfRangeException($"{indices[d]} >= {_shape[d]} in dimension {d}.");
            }

            offset += indices[d] * _strides[d];
        }

        return offset;
    }

    private long Offset(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        if (_contiguous)
        {
            return position;
        }

        long offset = 0;
        for (int d = _shape.Length - 1; d >= 0; d--)
        {
            (position, long index) = Math.DivRem(position, _shape[d]);
            offset += index * _strides[d];
        }

        return offset;
    }
}
