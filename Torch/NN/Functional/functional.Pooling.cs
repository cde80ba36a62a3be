using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Pooling as functions.</summary>
public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static unsafe Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
                => MaxPool(2, input, kernel_size, strides, padding, dilation, ceil_mode);

            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
                => MaxPool(2, input, [kernel_size, kernel_size], Pair(stride), Pair(padding), Pair(dilation), ceil_mode);

            public static Tensor max_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
                => MaxPool(1, input, [kernel_size], stride is null ? null : [stride.Value], padding is null ? null : [padding.Value], dilation is null ? null : [dilation.Value], ceil_mode);

            public static unsafe (Tensor output, Tensor indices) max_pool2d_with_indices(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
            {
                ReadOnlySpan<long> k = kernel_size, s = strides ?? kernel_size, p = padding ?? s_zero, d = dilation ?? s_one;
                fixed (long* pk = k, ps = s, pp = p, pd = d)
                {
                    nint output, indices;
                    Native.Check(Native.fg_max_pool2d_with_indices(input.Handle, pk, k.Length, ps, s.Length, pp, p.Length, pd, d.Length, ceil_mode, &output, &indices), input);
                    return (new Tensor(output), new Tensor(indices));
                }
            }

            /// <param name="output_size">N, C, height and width, as libtorch's C++ interface wants it, or the last two; without it (H − 1)·stride − 2·padding + kernel, and so for the width.</param>
            public static unsafe Tensor max_unpool2d(Tensor input, Tensor indices, long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? output_size = null)
            {
                long[] s = stride is { Length: > 0 } ? stride : kernel_size, p = padding is { Length: > 0 } ? padding : [0, 0], spatial = input.shape[^2..];
                ReadOnlySpan<long> size = output_size is { Length: > 0 }
                    ? output_size.AsSpan(output_size.Length - 2)
                    : [.. spatial.Select((n, i) => ((n - 1) * s[i]) - (2 * p[i]) + kernel_size[i])];
                fixed (long* ps = size)
                {
                    return Native.Made(Native.fg_max_unpool2d(input.Handle, indices.Handle, ps, size.Length), input);
                }
            }

            public static unsafe Tensor avg_pool2d(Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
            {
                ReadOnlySpan<long> k = kernel_size, s = stride ?? kernel_size, p = padding ?? s_zero;
                fixed (long* pk = k, ps = s, pp = p)
                {
                    return Native.Made(Native.fg_avg_pool2d(input.Handle, pk, k.Length, ps, s.Length, pp, p.Length, ceil_mode, count_include_pad, divisor_override ?? 0), input);
                }
            }

            public static unsafe Tensor avg_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true)
            {
                long k = kernel_size, s = stride ?? kernel_size, p = padding ?? 0;
                return Native.Made(Native.fg_avg_pool1d(input.Handle, &k, 1, &s, 1, &p, 1, ceil_mode, count_include_pad), input);
            }

            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) => Native.Made(Native.fg_adaptive_avg_pool1d(input.Handle, output_size), input);

            public static unsafe Tensor adaptive_avg_pool2d(Tensor input, long[] output_size)
            {
                fixed (long* size = output_size)
                {
                    return Native.Made(Native.fg_adaptive_avg_pool2d(input.Handle, size, output_size.Length), input);
                }
            }

            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, [output_size.Item1, output_size.Item2]);

            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, [output_size, output_size]);

            public static unsafe Tensor adaptive_max_pool2d(Tensor input, long[] output_size)
            {
                fixed (long* size = output_size)
                {
                    nint output, indices;
                    Native.Check(Native.fg_adaptive_max_pool2d(input.Handle, size, output_size.Length, &output, &indices), input);
                    Native.fg_dispose(indices);
                    return new Tensor(output);
                }
            }

            private static long[]? Pair(long? length) => length is null ? null : [length.Value, length.Value];

            private static unsafe Tensor MaxPool(int spatial, Tensor input, long[] kernel, long[]? stride, long[]? padding, long[]? dilation, bool ceil)
            {
                ReadOnlySpan<long> k = kernel, s = stride ?? kernel, p = padding ?? s_zero, d = dilation ?? s_one;
                fixed (long* pk = k, ps = s, pp = p, pd = d)
                {
                    return Native.Made(Native.fg_max_pool(spatial, input.Handle, pk, k.Length, ps, s.Length, pp, p.Length, pd, d.Length, ceil), input);
                }
            }
        }
    }
}
