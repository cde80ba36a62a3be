using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>Native/nn.cpp: Layers as functions.</summary>
internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern nint fg_linear(nint a, nint weight, nint bias);

    [DllImport(Library)]
    internal static extern nint fg_conv(int nd, nint a, nint weight, nint bias, long* stride, int strides, long* padding, int paddings, long* dilation, int dilations, long groups);

    [DllImport(Library)]
    internal static extern nint fg_conv_padding(int nd, nint a, nint weight, nint bias, long* stride, int strides, int same, long* dilation, int dilations, long groups);

    [DllImport(Library)]
    internal static extern nint fg_conv_transpose(int nd, nint a, nint weight, nint bias, long* stride, int strides, long* padding, int paddings, long* outputPadding, int outputPaddings, long* dilation, int dilations, long groups);

    [DllImport(Library)]
    internal static extern nint fg_batch_norm(nint a, nint weight, nint bias, nint mean, nint variance, bool training, double momentum, double eps);

    [DllImport(Library)]
    internal static extern nint fg_instance_norm(nint a, nint mean, nint variance, nint weight, nint bias, bool useInputStats, double momentum, double eps);

    [DllImport(Library)]
    internal static extern nint fg_layer_norm(nint a, long* shape, int dims, nint weight, nint bias, double eps);

    [DllImport(Library)]
    internal static extern nint fg_group_norm(nint a, long groups, nint weight, nint bias, double eps);

    [DllImport(Library)]
    internal static extern nint fg_max_pool(int nd, nint a, long* kernel, int kernels, long* stride, int strides, long* padding, int paddings, long* dilation, int dilations, bool ceilMode);

    [DllImport(Library)]
    internal static extern int fg_max_pool2d_with_indices(nint a, long* kernel, int kernels, long* stride, int strides, long* padding, int paddings, long* dilation, int dilations, bool ceilMode, nint* output, nint* indices);

    [DllImport(Library)]
    internal static extern nint fg_max_unpool2d(nint a, nint indices, long* size, int count);

    [DllImport(Library)]
    internal static extern nint fg_avg_pool1d(nint a, long* kernel, int kernels, long* stride, int strides, long* padding, int paddings, bool ceilMode, bool countIncludePad);

    [DllImport(Library)]
    internal static extern nint fg_avg_pool2d(nint a, long* kernel, int kernels, long* stride, int strides, long* padding, int paddings, bool ceilMode, bool countIncludePad, long divisor);

    [DllImport(Library)]
    internal static extern nint fg_adaptive_avg_pool1d(nint a, long size);

    [DllImport(Library)]
    internal static extern nint fg_adaptive_avg_pool2d(nint a, long* size, int count);

    [DllImport(Library)]
    internal static extern int fg_adaptive_max_pool2d(nint a, long* size, int count, nint* output, nint* indices);

    [DllImport(Library)]
    internal static extern nint fg_dropout(nint a, double p, bool train);

    [DllImport(Library)]
    internal static extern int fg_dropout_i(nint a, double p, bool train);

    [DllImport(Library)]
    internal static extern nint fg_feature_dropout(nint a, double p, bool train);

    [DllImport(Library)]
    internal static extern int fg_feature_dropout_i(nint a, double p, bool train);

    [DllImport(Library)]
    internal static extern nint fg_embedding(nint weight, nint indices, long paddingIdx, bool scaleGrad, bool sparse);

    [DllImport(Library)]
    internal static extern nint fg_one_hot(nint a, long classes);

    [DllImport(Library)]
    internal static extern nint fg_pixel_shuffle(nint a, long factor);

    [DllImport(Library)]
    internal static extern nint fg_cosine_similarity(nint a, nint b, long dim, double eps);

    [DllImport(Library)]
    internal static extern nint fg_pairwise_distance(nint a, nint b, double p, double eps, bool keepdim);

    [DllImport(Library)]
    internal static extern nint fg_im2col(nint a, long* kernel, long* dilation, long* padding, long* stride);

    [DllImport(Library)]
    internal static extern nint fg_pad(nint a, long* pad, int count, int mode, double value);

    [DllImport(Library)]
    internal static extern nint fg_upsample2d(nint a, long* size, int mode, bool alignCorners, double scaleH, double scaleW);

    [DllImport(Library)]
    internal static extern nint fg_normalize(nint a, double p, long dim, double eps);

    [DllImport(Library)]
    internal static extern nint fg_local_response_norm(nint a, long size, double alpha, double beta, double k);
}
