using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Views, joins, parts.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        public unsafe Tensor view(params long[] shape)
        {
            fixed (long* p = shape)
            {
                return Native.Made(Native.fg_view(Handle, p, shape.Length), this);
            }
        }

        public Tensor view_as(Tensor other) => view(other.shape);

        public unsafe Tensor reshape(params long[] shape)
        {
            fixed (long* p = shape)
            {
                return Native.Made(Native.fg_reshape(Handle, p, shape.Length), this);
            }
        }

        public unsafe Tensor permute(params long[] permutation)
        {
            fixed (long* p = permutation)
            {
                return Native.Made(Native.fg_permute(Handle, p, permutation.Length), this);
            }
        }

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public unsafe Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false)
        {
            fixed (long* p = sizes)
            {
                return Native.Made(Native.fg_expand(Handle, p, sizes.Length, isImplicit), this);
            }
        }

        public Tensor expand(Size sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)sizes.Shape, isImplicit);

        public Tensor expand(long[] sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)sizes, isImplicit);

        public Tensor expand(params long[] sizes) => expand((ReadOnlySpan<long>)sizes, false);

        public Tensor expand_as(Tensor other) => expand((ReadOnlySpan<long>)other.shape);

        public unsafe Tensor broadcast_to(params long[] shape)
        {
            fixed (long* p = shape)
            {
                return Native.Made(Native.fg_broadcast_to(Handle, p, shape.Length), this);
            }
        }

        public unsafe Tensor repeat(params long[] sizes)
        {
            fixed (long* p = sizes)
            {
                return Native.Made(Native.fg_repeat(Handle, p, sizes.Length), this);
            }
        }

        public unsafe Tensor tile(long[] reps)
        {
            fixed (long* p = reps)
            {
                return Native.Made(Native.fg_tile(Handle, p, reps.Length), this);
            }
        }

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => Native.Made(Native.fg_repeat_interleave_t(Handle, repeats.Handle, dim ?? 0, dim.HasValue), this, repeats);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Native.Made(Native.fg_repeat_interleave(Handle, repeats, dim ?? 0, dim.HasValue), this);

        public unsafe Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L)
        {
            fixed (long* s = size, t = strides)
            {
                return Native.Made(Native.fg_as_strided(Handle, s, size.Length, t, storageOffset), this);
            }
        }

        public Tensor t() => Native.Made(Native.fg_t(Handle), this);

        public Tensor T => Native.Made(Native.fg_numpy_t(Handle), this);

        public Tensor mT => Native.Made(Native.fg_mt(Handle), this);

        public Tensor transpose(long dim0, long dim1) => Native.Made(Native.fg_transpose(Handle, dim0, dim1), this);

        public Tensor transpose_(long dim0, long dim1) => Native.Acted(Native.fg_transpose_i(Handle, dim0, dim1), this);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Native.Made(Native.fg_flatten(Handle, start_dim, end_dim), this);

        public Tensor ravel() => flatten();

        public unsafe Tensor unflatten(long dim, params long[] sizes)
        {
            fixed (long* p = sizes)
            {
                return Native.Made(Native.fg_unflatten(Handle, dim, p, sizes.Length), this);
            }
        }

        public Tensor squeeze(long? dim = null) => Native.Made(dim.HasValue ? Native.fg_squeeze_dim(Handle, dim.Value) : Native.fg_squeeze(Handle), this);

        public Tensor squeeze_(long? dim = null) => Native.Acted(dim.HasValue ? Native.fg_squeeze_dim_i(Handle, dim.Value) : Native.fg_squeeze_i(Handle), this);

        public Tensor unsqueeze(long dim) => Native.Made(Native.fg_unsqueeze(Handle, dim), this);

        public Tensor unsqueeze_(long dim) => Native.Acted(Native.fg_unsqueeze_i(Handle, dim), this);

        public Tensor narrow(long dim, long start, long length) => Native.Made(Native.fg_narrow(Handle, dim, start, length), this);

        public Tensor select(long dim, long index) => Native.Made(Native.fg_select(Handle, dim, index), this);

        public Tensor slice(long dim, long start, long finish, long step) => Native.Made(Native.fg_slice(Handle, dim, start, finish, step), this);

        public Tensor unfold(long dimension, long size, long step) => Native.Made(Native.fg_unfold(Handle, dimension, size, step), this);

        public Tensor diag(long diagonal = 0) => Native.Made(Native.fg_diag(Handle, diagonal), this);

        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => Native.Made(Native.fg_diagonal(Handle, offset, dim1, dim2), this);

        public Tensor tril(long diagonal = 0) => Native.Made(Native.fg_tril(Handle, diagonal), this);

        public Tensor triu(long diagonal = 0) => Native.Made(Native.fg_triu(Handle, diagonal), this);

        public Tensor channel_shuffle(long groups) => Native.Made(Native.fg_channel_shuffle(Handle, groups), this);

        public unsafe Tensor flip(params long[] dims)
        {
            fixed (long* p = dims)
            {
                return Native.Made(Native.fg_flip(Handle, p, dims.Length), this);
            }
        }

        public Tensor fliplr() => flip(1);

        public Tensor flipud() => flip(0);

        public unsafe Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default)
        {
            fixed (long* s = shifts, d = dims)
            {
                return Native.Made(Native.fg_roll(Handle, s, shifts.Length, d, dims.Length), this);
            }
        }

        public Tensor roll(long shifts, long? dims = null) => dims.HasValue ? roll((ReadOnlySpan<long>)[shifts], [dims.Value]) : roll((ReadOnlySpan<long>)[shifts]);

        public Tensor roll((long, long) shifts, (long, long) dims) => roll((ReadOnlySpan<long>)[shifts.Item1, shifts.Item2], [dims.Item1, dims.Item2]);

        public Tensor roll(long[] shifts, long[] dims) => roll((ReadOnlySpan<long>)shifts, dims);

        public unsafe Tensor movedim(long[] source, long[] destination)
        {
            fixed (long* s = source, d = destination)
            {
                return Native.Made(Native.fg_movedim(Handle, s, source.Length, d, destination.Length), this);
            }
        }

        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public unsafe Tensor[] split(long size, int dim = 0)
        {
            nint* list;
            int count;
            int failed = Native.fg_split(Handle, size, dim, &list, &count);
            return Native.MadeList(failed, list, count, this);
        }

        public unsafe Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0)
        {
            fixed (long* s = sizes)
            {
                nint* list;
                int count;
                int failed = Native.fg_split_sizes(Handle, s, sizes.Length, dim, &list, &count);
                return Native.MadeList(failed, list, count, this);
            }
        }

        public Tensor[] split(long[] sizes, long dim = 0) => split((ReadOnlySpan<long>)sizes, dim);

        public Tensor[] split(params long[] sizes) => split((ReadOnlySpan<long>)sizes, 0);

        public unsafe Tensor[] chunk(long chunks, long dim = 0L)
        {
            nint* list;
            int count;
            int failed = Native.fg_chunk(Handle, chunks, dim, &list, &count);
            return Native.MadeList(failed, list, count, this);
        }

        public unsafe Tensor[] unbind(long dimension = 0L)
        {
            nint* list;
            int count;
            int failed = Native.fg_unbind(Handle, dimension, &list, &count);
            return Native.MadeList(failed, list, count, this);
        }
    }
}
