using System.Runtime.InteropServices;
using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>New tensors.</summary>
public static partial class torch
{
    public static unsafe Tensor empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        fixed (long* s = size)
        {
            return Native.Made(Native.fg_empty(s, size.Length, New(dtype, device, requires_grad, names)));
        }
    }

    public static unsafe Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        fixed (long* s = size, t = strides)
        {
            return Native.Made(Native.fg_empty_strided(s, size.Length, t, New(dtype, device, requires_grad, names)));
        }
    }

    public static unsafe Tensor zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        fixed (long* s = size)
        {
            return Native.Made(Native.fg_zeros(s, size.Length, New(dtype, device, requires_grad, names)));
        }
    }

    public static unsafe Tensor ones(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        fixed (long* s = size)
        {
            return Native.Made(Native.fg_ones(s, size.Length, New(dtype, device, requires_grad, names)));
        }
    }

    /// <summary>The element type, where none is given, is the value's kind: 64-bit integers, booleans or the default type.</summary>
    public static unsafe Tensor full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        fixed (long* s = size)
        {
            return Native.Made(Native.fg_full(s, size.Length, value.Value, New(dtype ?? KindOf(value), device, requires_grad, names)));
        }
    }

    /// <summary>Uniform on [0, 1).</summary>
    public static unsafe Tensor rand(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        fixed (long* s = size)
        {
            return Native.Made(Native.fg_rand(s, size.Length, HandleOf(generator), New(dtype, device, requires_grad, names)), generator);
        }
    }

    /// <summary>Normal, of mean 0 and variance 1.</summary>
    public static unsafe Tensor randn(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        fixed (long* s = size)
        {
            return Native.Made(Native.fg_randn(s, size.Length, HandleOf(generator), New(dtype, device, requires_grad, names)), generator);
        }
    }

    /// <summary>Whole numbers in [low, high).</summary>
    public static unsafe Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        long[] shape = size.Shape;
        fixed (long* s = shape)
        {
            return Native.Made(Native.fg_randint(low, high, s, shape.Length, HandleOf(generator), New(dtype ?? ScalarType.Int64, device, requires_grad, names)), generator);
        }
    }

    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
        => randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
        => randint(0, high, new Size(size), dtype, device, requires_grad, generator, names);

    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
        => randint(low, high, new Size(size), dtype, device, requires_grad, generator, names);

    public static Tensor randint(int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
        => randint(low, high, new Size(size), dtype, device, requires_grad, generator, names);

    public static Tensor randint(int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
        => randint(0, high, new Size(size), dtype, device, requires_grad, generator, names);

    /// <summary>0 to n−1 in random order.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
        => Native.Made(Native.fg_randperm(n, HandleOf(generator), New(dtype ?? ScalarType.Int64, device, requires_grad)), generator);

    public static unsafe Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        Tensor made = randn(size, dtype, device, false, generator, names).mul_(std).add_(mean);
        return made.with_requires_grad(requires_grad);
    }

    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null)
        => Native.Made(Native.fg_normal_tensors(mean.Handle, std.Handle, HandleOf(generator)), mean, std, generator);

    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);

    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) => input.multinomial(num_samples, replacement, generator);

    public static Tensor poisson(Tensor input, Generator? generator = null) => input.poisson(generator);

    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        bool whole = start.Value.Kind == NativeScalar.Integer && stop.Value.Kind == NativeScalar.Integer && step.Value.Kind == NativeScalar.Integer;
        return Native.Made(Native.fg_arange(start.Value, stop.Value, step.Value, New(dtype ?? (whole ? ScalarType.Int64 : get_default_dtype()), device, requires_grad)));
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Native.Made(Native.fg_linspace(start, end, steps, New(dtype, device, requires_grad)));

    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Native.Made(Native.fg_logspace(start, end, steps, @base, New(dtype, device, requires_grad)));

    public static Tensor eye(long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Native.Made(Native.fg_eye(rows, columns < 0 ? rows : columns, New(dtype, device, requires_grad, names)));

    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => input.empty_like(dtype, device, requires_grad);

    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => input.zeros_like(dtype, device, requires_grad);

    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => input.ones_like(dtype, device, requires_grad);

    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => input.full_like(value, dtype, device, requires_grad);

    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => input.rand_like(dtype, device, requires_grad);

    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => input.randn_like(dtype, device, requires_grad);

    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) => rawArray switch
    {
        float[] a => tensor(a, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(float) => FromArray<float>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(double) => FromArray<double>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(byte) => FromArray<byte>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(sbyte) => FromArray<sbyte>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(short) => FromArray<short>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(int) => FromArray<int>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(long) => FromArray<long>(rawArray, dtype, device, requires_grad),
        _ when rawArray.GetType().GetElementType() == typeof(bool) => FromArray<bool>(rawArray, dtype, device, requires_grad),
        _ => throw new NotSupportedException($"{rawArray.GetType()} does not hold elements of a tensor's type"),
    };

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    internal static nint HandleOf(Generator? generator) => generator is null ? 0 : generator.Handle;

    /// <summary>A tensor without dimensions.</summary>
    internal static Tensor FromScalar(Scalar value) => Native.Made(Native.fg_scalar_tensor(value.Value, New(KindOf(value), null, false)));

    private static ScalarType? KindOf(Scalar value) => value.Value.Kind switch
    {
        NativeScalar.Integer => ScalarType.Int64,
        NativeScalar.Boolean => ScalarType.Bool,
        _ => null,
    };

    private static NativeOptions New(ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
    {
        return names is { Length: > 0 }
            ? throw new NotSupportedException("named dimensions are not bound here")
            : NativeOptions.Of(dtype, device, requires_grad);
    }

    private static Tensor FromList<T>(IList<T> list, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        ReadOnlySpan<T> elements = list switch
        {
            T[] array => array,
            List<T> l => CollectionsMarshal.AsSpan(l),
            _ => list.ToArray(),
        };
        return FromMemory(elements, size, dtype, device, requires_grad);
    }

    private static unsafe Tensor FromArray<T>(Array array, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        long[] size = new long[array.Rank];
        for (int d = 0; d < size.Length; d++)
        {
            size[d] = array.GetLongLength(d);
        }

        fixed (byte* first = &MemoryMarshal.GetArrayDataReference(array))
        {
            return FromMemory(new ReadOnlySpan<T>(first, array.Length), size, dtype, device, requires_grad);
        }
    }

    private static unsafe Tensor FromMemory<T>(ReadOnlySpan<T> elements, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        long count = 1;
        foreach (long length in size)
        {
            count = checked(count * length);
        }

        if (count > elements.Length)
        {
            throw new ArgumentException($"{elements.Length} elements do not fill a tensor of {count}");
        }

        ScalarType from = ToScalarType(typeof(T));
        fixed (T* data = elements)
        fixed (long* s = size)
        {
            return Native.Made(Native.fg_from_memory(data, (sbyte)from, s, size.Length, New(dtype ?? from, device, requires_grad)));
        }
    }
}
