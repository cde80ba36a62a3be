using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Linear maps and convolutions as functions.</summary>
public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly long[] s_one = [1];

            private static readonly long[] s_zero = [0];

            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null)
                => Native.Made(Native.fg_linear(input.Handle, weights.Handle, Native.Optional(bias)), input, weights, bias);

            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1)
                => Conv(1, input, weight, bias, [stride ?? 1], [padding ?? 0], [dilation ?? 1], groups);

            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
                => Conv(2, input, weight, bias, strides, padding, dilation, groups);

            public static Tensor conv3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
                => Conv(3, input, weight, bias, strides, padding, dilation, groups);

            public static Tensor conv1d_padding(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null, long groups = 1)
                => ConvPadding(1, input, weight, bias, [stride ?? 1], padding, [dilation ?? 1], groups);

            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1)
                => ConvPadding(2, input, weight, bias, strides, padding, dilation, groups);

            public static Tensor conv3d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1)
                => ConvPadding(3, input, weight, bias, strides, padding, dilation, groups);

            public static unsafe Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1)
            {
                ReadOnlySpan<long> s = strides ?? s_one, p = padding ?? s_zero, o = output_padding ?? s_zero, d = dilation ?? s_one;
                fixed (long* ps = s, pp = p, po = o, pd = d)
                {
                    return Native.Made(Native.fg_conv_transpose(2, input.Handle, weight.Handle, Native.Optional(bias), ps, s.Length, pp, p.Length, po, o.Length, pd, d.Length, groups), input, weight, bias);
                }
            }

            internal static unsafe Tensor Conv(int spatial, Tensor input, Tensor weight, Tensor? bias, long[]? stride, long[]? padding, long[]? dilation, long groups)
            {
                ReadOnlySpan<long> s = stride ?? s_one, p = padding ?? s_zero, d = dilation ?? s_one;
                fixed (long* ps = s, pp = p, pd = d)
                {
                    return Native.Made(Native.fg_conv(spatial, input.Handle, weight.Handle, Native.Optional(bias), ps, s.Length, pp, p.Length, pd, d.Length, groups), input, weight, bias);
                }
            }

            internal static unsafe Tensor ConvPadding(int spatial, Tensor input, Tensor weight, Tensor? bias, long[]? stride, Padding padding, long[]? dilation, long groups)
            {
                ReadOnlySpan<long> s = stride ?? s_one, d = dilation ?? s_one;
                fixed (long* ps = s, pd = d)
                {
                    return Native.Made(Native.fg_conv_padding(spatial, input.Handle, weight.Handle, Native.Optional(bias), ps, s.Length, (int)padding, pd, d.Length, groups), input, weight, bias);
                }
            }
        }
    }
}
