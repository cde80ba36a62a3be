using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Sums, extremes, orders.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Native.Made(Native.fg_sum(Handle, Native.Optional(type)), this);

        public unsafe Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* p = dim)
            {
                return Native.Made(Native.fg_sum_dims(Handle, p, dim.Length, keepdim, Native.Optional(type)), this);
            }
        }

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)dim, keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)[dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)[dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)[dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => Native.Made(Native.fg_mean(Handle), this);

        public unsafe Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* p = dimensions)
            {
                return Native.Made(Native.fg_mean_dims(Handle, p, dimensions.Length, keepdim, Native.Optional(type)), this);
            }
        }

        public Tensor nansum() => Native.Made(Native.fg_nansum(Handle), this);

        public Tensor prod(ScalarType? type = null) => Native.Made(Native.fg_prod(Handle, Native.Optional(type)), this);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Native.Made(Native.fg_prod_dim(Handle, dim, keepdim, Native.Optional(type)), this);

        public Tensor std(bool unbiased = true) => Native.Made(Native.fg_std(Handle, unbiased), this);

        public unsafe Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            using Tensor? cast = type is null ? null : to_type(type.Value);
            Tensor from = cast ?? this;
            fixed (long* d = dimensions)
            {
                return Native.Made(Native.fg_std_dims(from.Handle, d, dimensions.Length, unbiased, keepdim), from);
            }
        }

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std((ReadOnlySpan<long>)[dim], unbiased, keepdim, type);

        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std((ReadOnlySpan<long>)[dim.Item1, dim.Item2], unbiased, keepdim, type);

        public unsafe (Tensor std, Tensor mean) std_mean(bool unbiased = true)
        {
            nint first, second;
            Native.Check(Native.fg_std_mean(Handle, unbiased, &first, &second), this);
            return (new Tensor(first), new Tensor(second));
        }

        public unsafe (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            using Tensor? cast = type is null ? null : to_type(type.Value);
            Tensor from = cast ?? this;
            fixed (long* d = dimensions)
            {
                nint first, second;
                Native.Check(Native.fg_std_mean_dims(from.Handle, d, dimensions.Length, unbiased, keepdim, &first, &second), from);
                return (new Tensor(first), new Tensor(second));
            }
        }

        public Tensor var(bool unbiased = true) => Native.Made(Native.fg_var(Handle, unbiased), this);

        public unsafe Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            using Tensor? cast = type is null ? null : to_type(type.Value);
            Tensor from = cast ?? this;
            fixed (long* d = dimensions)
            {
                return Native.Made(Native.fg_var_dims(from.Handle, d, dimensions.Length, unbiased, keepdim), from);
            }
        }

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var((ReadOnlySpan<long>)[dim], unbiased, keepdim, type);

        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var((ReadOnlySpan<long>)[dim.Item1, dim.Item2], unbiased, keepdim, type);

        public unsafe (Tensor @var, Tensor mean) var_mean(bool unbiased = true)
        {
            nint first, second;
            Native.Check(Native.fg_var_mean(Handle, unbiased, &first, &second), this);
            return (new Tensor(first), new Tensor(second));
        }

        public unsafe (Tensor std, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            using Tensor? cast = type is null ? null : to_type(type.Value);
            Tensor from = cast ?? this;
            fixed (long* d = dimensions)
            {
                nint first, second;
                Native.Check(Native.fg_var_mean_dims(from.Handle, d, dimensions.Length, unbiased, keepdim, &first, &second), from);
                return (new Tensor(first), new Tensor(second));
            }
        }

        public Tensor all() => Native.Made(Native.fg_all(Handle), this);

        public Tensor all(long dim, bool keepdim = false) => Native.Made(Native.fg_all_dim(Handle, dim, keepdim), this);

        public Tensor any() => Native.Made(Native.fg_any(Handle), this);

        public Tensor any(long dim, bool keepdim = false) => Native.Made(Native.fg_any_dim(Handle, dim, keepdim), this);

        public unsafe Tensor count_nonzero(long[]? dims = null)
        {
            fixed (long* d = dims)
            {
                return Native.Made(Native.fg_count_nonzero(Handle, d, dims?.Length ?? -1), this);
            }
        }

        public Tensor max() => Native.Made(Native.fg_max(Handle), this);

        public Tensor max(Tensor other) => maximum(other);

        public unsafe (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            nint first, second;
            Native.Check(Native.fg_max_dim(Handle, dim, keepdim, &first, &second), this);
            return (new Tensor(first), new Tensor(second));
        }

        public Tensor min() => Native.Made(Native.fg_min(Handle), this);

        public Tensor min(Tensor other) => minimum(other);

        public unsafe (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            nint first, second;
            Native.Check(Native.fg_min_dim(Handle, dim, keepdim, &first, &second), this);
            return (new Tensor(first), new Tensor(second));
        }

        public unsafe Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null)
        {
            Tensor made;
            fixed (long* d = dims)
            {
                made = Native.Made(Native.fg_amax(Handle, d, dims.Length, keepdim), this);
            }

            if (@out is null)
            {
                return made;
            }

            using (made)
            {
                return @out.copy_(made);
            }
        }

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => amax((ReadOnlySpan<long>)dims, keepdim, @out);

        public Tensor amax(params long[] dims) => amax((ReadOnlySpan<long>)dims, false, null);

        public unsafe Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null)
        {
            Tensor made;
            fixed (long* d = dims)
            {
                made = Native.Made(Native.fg_amin(Handle, d, dims.Length, keepdim), this);
            }

            if (@out is null)
            {
                return made;
            }

            using (made)
            {
                return @out.copy_(made);
            }
        }

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => amin((ReadOnlySpan<long>)dims, keepdim, @out);

        public Tensor amin(params long[] dims) => amin((ReadOnlySpan<long>)dims, false, null);

        public unsafe (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false)
        {
            nint first, second;
            Native.Check(Native.fg_aminmax(Handle, dim ?? 0, dim.HasValue, keepdim, &first, &second), this);
            return (new Tensor(first), new Tensor(second));
        }

        public Tensor argmax() => Native.Made(Native.fg_argmax(Handle), this);

        public Tensor argmax(long dim, bool keepdim = false) => Native.Made(Native.fg_argmax_dim(Handle, dim, keepdim), this);

        public Tensor argmin() => Native.Made(Native.fg_argmin(Handle), this);

        public Tensor argmin(long dim, bool keepdim = false) => Native.Made(Native.fg_argmin_dim(Handle, dim, keepdim), this);

        public Tensor argsort(long dim = -1, bool descending = false) => Native.Made(Native.fg_argsort(Handle, dim, descending), this);

        public Tensor median() => Native.Made(Native.fg_median(Handle), this);

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Native.Made(Native.fg_quantile(Handle, q.Handle, dim, keepdim), this, q);

        public Tensor logsumexp(long dim, bool keepdim = false) => Native.Made(Native.fg_logsumexp(Handle, dim, keepdim), this);

        public Tensor cumsum(long dim, ScalarType? type = null) => Native.Made(Native.fg_cumsum(Handle, dim, Native.Optional(type)), this);

        public Tensor cumprod(long dim, ScalarType? type = null) => Native.Made(Native.fg_cumprod(Handle, dim, Native.Optional(type)), this);

        public unsafe (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            nint first, second;
            Native.Check(Native.fg_topk(Handle, k, dim, largest, sorted, &first, &second), this);
            return (new Tensor(first), new Tensor(second));
        }

        public unsafe (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            nint first, second;
            Native.Check(Native.fg_sort(Handle, dim, descending, stable, &first, &second), this);
            return (new Tensor(first), new Tensor(second));
        }

        public unsafe (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false)
        {
            nint first, second;
            Native.Check(Native.fg_kthvalue(Handle, k, dim ?? -1, keepdim, &first, &second), this);
            return (new Tensor(first), new Tensor(second));
        }

        public Tensor bincount(Tensor? weights, long minlength = 0) => Native.Made(Native.fg_bincount(Handle, Native.Optional(weights), minlength), this, weights);

        public unsafe (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            if (dim.HasValue)
            {
                throw new NotSupportedException("unique along one dimension is not bound here");
            }

            nint output, inverse, counts;
            Native.Check(Native.fg_unique(Handle, sorted, return_inverse, return_counts, &output, &inverse, &counts), this);
            return (new Tensor(output), inverse == 0 ? null : new Tensor(inverse), counts == 0 ? null : new Tensor(counts));
        }
    }
}
