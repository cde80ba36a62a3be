using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Normalisations as functions.</summary>
public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5)
                => Native.Made(Native.fg_batch_norm(input.Handle, Native.Optional(weight), Native.Optional(bias), Native.Optional(running_mean), Native.Optional(running_var), training, momentum, eps), input, weight, bias, running_mean, running_var);

            public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true, double momentum = 0.1, double eps = 1e-5)
                => Native.Made(Native.fg_instance_norm(input.Handle, Native.Optional(running_mean), Native.Optional(running_var), Native.Optional(weight), Native.Optional(bias), use_input_stats, momentum, eps), input, weight, bias, running_mean, running_var);

            public static unsafe Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
            {
                fixed (long* shape = normalized_shape)
                {
                    return Native.Made(Native.fg_layer_norm(input.Handle, shape, normalized_shape.Length, Native.Optional(weight), Native.Optional(bias), eps), input, weight, bias);
                }
            }

            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
                => Native.Made(Native.fg_group_norm(input.Handle, num_groups, Native.Optional(weight), Native.Optional(bias), eps), input, weight, bias);

            public static Tensor local_response_norm(Tensor input, long size, double alpha = 0.0001, double beta = 0.75, double k = 1.0)
                => Native.Made(Native.fg_local_response_norm(input.Handle, size, alpha, beta, k), input);

            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12) => Native.Made(Native.fg_normalize(input.Handle, p, dim, eps), input);
        }
    }
}
