using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Dropout, padding, resizing, similarity.</summary>
public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
                => inplace ? Native.Acted(Native.fg_dropout_i(input.Handle, p, training), input).alias() : Native.Made(Native.fg_dropout(input.Handle, p, training), input);

            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
                => inplace ? Native.Acted(Native.fg_feature_dropout_i(input.Handle, p, training), input).alias() : Native.Made(Native.fg_feature_dropout(input.Handle, p, training), input);

            public static unsafe Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                fixed (long* p = pad)
                {
                    return Native.Made(Native.fg_pad(input.Handle, p, pad.Length, (int)mode, value), input);
                }
            }

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, (ReadOnlySpan<long>)pad, mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, (ReadOnlySpan<long>)[pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, (ReadOnlySpan<long>)[pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>Resizes images (N × C × H × W); the other shapes are not bound here.</summary>
            public static unsafe Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                long[] shape = x.shape;
                if (shape.Length != 4 || antialias)
                {
                    throw new NotSupportedException("interpolate is bound for N x C x H x W without antialiasing");
                }

                if ((size is null) == (scale_factor is null))
                {
                    throw new ArgumentException("interpolate takes either a size or a scale factor");
                }

                double scaleH = scale_factor is null ? 0 : scale_factor[0], scaleW = scale_factor is null ? 0 : scale_factor[^1];
                long[] to = size is null ? [(long)Math.Floor(shape[2] * scaleH), (long)Math.Floor(shape[3] * scaleW)] : [size[0], size[^1]];
                if (recompute_scale_factor)
                {
                    scaleH = scaleW = 0;
                }

                fixed (long* s = to)
                {
                    return Native.Made(Native.fg_upsample2d(x.Handle, s, (int)mode, align_corners ?? false, scaleH, scaleW), x);
                }
            }

            public static Tensor one_hot(Tensor x, long num_classes = -1) => Native.Made(Native.fg_one_hot(x.Handle, num_classes), x);

            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => Native.Made(Native.fg_pixel_shuffle(input.Handle, upscale_factor), input);

            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) => Native.Made(Native.fg_cosine_similarity(x1.Handle, x2.Handle, dim, eps), x1, x2);

            public static Tensor pairwise_distance(Tensor input1, Tensor input2, double p = 2.0, double eps = 1e-6, bool keepdim = false) => Native.Made(Native.fg_pairwise_distance(input1.Handle, input2.Handle, p, eps, keepdim), input1, input2);

            public static unsafe Tensor unfold(Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null)
            {
                long* k = stackalloc long[] { kernel_size.Item1, kernel_size.Item2 };
                long* d = stackalloc long[] { dilation?.Item1 ?? 1, dilation?.Item2 ?? 1 };
                long* p = stackalloc long[] { padding?.Item1 ?? 0, padding?.Item2 ?? 0 };
                long* s = stackalloc long[] { stride?.Item1 ?? 1, stride?.Item2 ?? 1 };
                return Native.Made(Native.fg_im2col(input.Handle, k, d, p, s), input);
            }

            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1)
                => unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));
        }
    }
}
