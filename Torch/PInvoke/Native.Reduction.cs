using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>Native/reduction.cpp: Sums, extremes, orders.</summary>
internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern nint fg_sum(nint a, sbyte dtype);

    [DllImport(Library)]
    internal static extern nint fg_sum_dims(nint a, long* dims, int count, bool keepdim, sbyte dtype);

    [DllImport(Library)]
    internal static extern nint fg_mean(nint a);

    [DllImport(Library)]
    internal static extern nint fg_mean_dims(nint a, long* dims, int count, bool keepdim, sbyte dtype);

    [DllImport(Library)]
    internal static extern nint fg_nansum(nint a);

    [DllImport(Library)]
    internal static extern nint fg_prod(nint a, sbyte dtype);

    [DllImport(Library)]
    internal static extern nint fg_prod_dim(nint a, long dim, bool keepdim, sbyte dtype);

    [DllImport(Library)]
    internal static extern nint fg_var(nint a, bool unbiased);

    [DllImport(Library)]
    internal static extern nint fg_std(nint a, bool unbiased);

    [DllImport(Library)]
    internal static extern nint fg_var_dims(nint a, long* dims, int count, bool unbiased, bool keepdim);

    [DllImport(Library)]
    internal static extern nint fg_std_dims(nint a, long* dims, int count, bool unbiased, bool keepdim);

    [DllImport(Library)]
    internal static extern int fg_var_mean_dims(nint a, long* dims, int count, bool unbiased, bool keepdim, nint* variance, nint* mean);

    [DllImport(Library)]
    internal static extern int fg_std_mean_dims(nint a, long* dims, int count, bool unbiased, bool keepdim, nint* deviation, nint* mean);

    [DllImport(Library)]
    internal static extern int fg_var_mean(nint a, bool unbiased, nint* variance, nint* mean);

    [DllImport(Library)]
    internal static extern int fg_std_mean(nint a, bool unbiased, nint* deviation, nint* mean);

    [DllImport(Library)]
    internal static extern nint fg_all(nint a);

    [DllImport(Library)]
    internal static extern nint fg_any(nint a);

    [DllImport(Library)]
    internal static extern nint fg_all_dim(nint a, long dim, bool keepdim);

    [DllImport(Library)]
    internal static extern nint fg_any_dim(nint a, long dim, bool keepdim);

    [DllImport(Library)]
    internal static extern nint fg_count_nonzero(nint a, long* dims, int count);

    [DllImport(Library)]
    internal static extern nint fg_max(nint a);

    [DllImport(Library)]
    internal static extern nint fg_min(nint a);

    [DllImport(Library)]
    internal static extern int fg_max_dim(nint a, long dim, bool keepdim, nint* values, nint* indexes);

    [DllImport(Library)]
    internal static extern int fg_min_dim(nint a, long dim, bool keepdim, nint* values, nint* indexes);

    [DllImport(Library)]
    internal static extern nint fg_amax(nint a, long* dims, int count, bool keepdim);

    [DllImport(Library)]
    internal static extern nint fg_amin(nint a, long* dims, int count, bool keepdim);

    [DllImport(Library)]
    internal static extern int fg_aminmax(nint a, long dim, bool hasDim, bool keepdim, nint* low, nint* high);

    [DllImport(Library)]
    internal static extern nint fg_argmax(nint a);

    [DllImport(Library)]
    internal static extern nint fg_argmin(nint a);

    [DllImport(Library)]
    internal static extern nint fg_argmax_dim(nint a, long dim, bool keepdim);

    [DllImport(Library)]
    internal static extern nint fg_argmin_dim(nint a, long dim, bool keepdim);

    [DllImport(Library)]
    internal static extern nint fg_median(nint a);

    [DllImport(Library)]
    internal static extern nint fg_quantile(nint a, nint q, long dim, bool keepdim);

    [DllImport(Library)]
    internal static extern nint fg_logsumexp(nint a, long dim, bool keepdim);

    [DllImport(Library)]
    internal static extern nint fg_cumsum(nint a, long dim, sbyte dtype);

    [DllImport(Library)]
    internal static extern nint fg_cumprod(nint a, long dim, sbyte dtype);

    [DllImport(Library)]
    internal static extern int fg_topk(nint a, long k, long dim, bool largest, bool sorted, nint* values, nint* indexes);

    [DllImport(Library)]
    internal static extern int fg_sort(nint a, long dim, bool descending, bool stable, nint* values, nint* indexes);

    [DllImport(Library)]
    internal static extern nint fg_argsort(nint a, long dim, bool descending);

    [DllImport(Library)]
    internal static extern int fg_kthvalue(nint a, long k, long dim, bool keepdim, nint* values, nint* indexes);

    [DllImport(Library)]
    internal static extern nint fg_bincount(nint a, nint weights, long minlength);

    [DllImport(Library)]
    internal static extern int fg_unique(nint a, bool sorted, bool inverse, bool counts, nint* output, nint* inverseIndices, nint* numbers);
}
