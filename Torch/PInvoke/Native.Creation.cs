using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>Native/creation.cpp: New tensors: from memory, filled, counted, random.</summary>
internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern nint fg_from_memory(void* data, sbyte dataDtype, long* size, int dims, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_scalar_tensor(NativeScalar value, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_empty(long* size, int dims, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_empty_strided(long* size, int dims, long* strides, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_zeros(long* size, int dims, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_ones(long* size, int dims, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_full(long* size, int dims, NativeScalar value, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_arange(NativeScalar start, NativeScalar end, NativeScalar step, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_linspace(double start, double end, long steps, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_logspace(double start, double end, long steps, double @base, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_eye(long rows, long columns, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_rand(long* size, int dims, nint generator, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_randn(long* size, int dims, nint generator, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_randint(long low, long high, long* size, int dims, nint generator, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_randperm(long n, nint generator, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_empty_like(nint t, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_zeros_like(nint t, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_ones_like(nint t, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_full_like(nint t, NativeScalar value, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_rand_like(nint t, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_randn_like(nint t, NativeOptions options);

    [DllImport(Library)]
    internal static extern nint fg_randint_like(nint t, long low, long high, NativeOptions options);

    [DllImport(Library)]
    internal static extern int fg_normal_i(nint t, double mean, double std, nint generator);

    [DllImport(Library)]
    internal static extern int fg_uniform_i(nint t, double from, double to, nint generator);

    [DllImport(Library)]
    internal static extern int fg_bernoulli_i(nint t, double p, nint generator);

    [DllImport(Library)]
    internal static extern int fg_exponential_i(nint t, double lambda, nint generator);

    [DllImport(Library)]
    internal static extern int fg_random_i(nint t, long from, long to, nint generator);

    [DllImport(Library)]
    internal static extern nint fg_bernoulli(nint t, nint generator);

    [DllImport(Library)]
    internal static extern nint fg_multinomial(nint t, long samples, bool replacement, nint generator);

    [DllImport(Library)]
    internal static extern nint fg_poisson(nint t, nint generator);

    [DllImport(Library)]
    internal static extern nint fg_normal_tensors(nint mean, nint std, nint generator);
}
