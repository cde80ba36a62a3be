using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>Native/shape.cpp: Views, joins, indexing.</summary>
internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern nint fg_view(nint a, long* size, int dims);

    [DllImport(Library)]
    internal static extern nint fg_reshape(nint a, long* size, int dims);

    [DllImport(Library)]
    internal static extern nint fg_permute(nint a, long* order, int dims);

    [DllImport(Library)]
    internal static extern nint fg_expand(nint a, long* size, int dims, bool @implicit);

    [DllImport(Library)]
    internal static extern nint fg_repeat(nint a, long* times, int dims);

    [DllImport(Library)]
    internal static extern nint fg_tile(nint a, long* times, int dims);

    [DllImport(Library)]
    internal static extern nint fg_broadcast_to(nint a, long* size, int dims);

    [DllImport(Library)]
    internal static extern nint fg_as_strided(nint a, long* size, int dims, long* strides, long offset);

    [DllImport(Library)]
    internal static extern nint fg_flip(nint a, long* dims, int count);

    [DllImport(Library)]
    internal static extern nint fg_roll(nint a, long* shifts, int shiftCount, long* dims, int dimCount);

    [DllImport(Library)]
    internal static extern nint fg_movedim(nint a, long* from, int fromCount, long* to, int toCount);

    [DllImport(Library)]
    internal static extern nint fg_repeat_interleave(nint a, long repeats, long dim, bool hasDim);

    [DllImport(Library)]
    internal static extern nint fg_repeat_interleave_t(nint a, nint repeats, long dim, bool hasDim);

    [DllImport(Library)]
    internal static extern nint fg_t(nint a);

    [DllImport(Library)]
    internal static extern nint fg_numpy_t(nint a);

    [DllImport(Library)]
    internal static extern nint fg_mt(nint a);

    [DllImport(Library)]
    internal static extern nint fg_transpose(nint a, long dim0, long dim1);

    [DllImport(Library)]
    internal static extern int fg_transpose_i(nint a, long dim0, long dim1);

    [DllImport(Library)]
    internal static extern nint fg_flatten(nint a, long start, long end);

    [DllImport(Library)]
    internal static extern nint fg_unflatten(nint a, long dim, long* sizes, int count);

    [DllImport(Library)]
    internal static extern nint fg_squeeze(nint a);

    [DllImport(Library)]
    internal static extern nint fg_squeeze_dim(nint a, long dim);

    [DllImport(Library)]
    internal static extern int fg_squeeze_i(nint a);

    [DllImport(Library)]
    internal static extern int fg_squeeze_dim_i(nint a, long dim);

    [DllImport(Library)]
    internal static extern nint fg_unsqueeze(nint a, long dim);

    [DllImport(Library)]
    internal static extern int fg_unsqueeze_i(nint a, long dim);

    [DllImport(Library)]
    internal static extern nint fg_narrow(nint a, long dim, long start, long length);

    [DllImport(Library)]
    internal static extern nint fg_select(nint a, long dim, long index);

    [DllImport(Library)]
    internal static extern nint fg_slice(nint a, long dim, long start, long end, long step);

    [DllImport(Library)]
    internal static extern nint fg_unfold(nint a, long dim, long size, long step);

    [DllImport(Library)]
    internal static extern nint fg_diag(nint a, long diagonal);

    [DllImport(Library)]
    internal static extern nint fg_diagonal(nint a, long offset, long dim1, long dim2);

    [DllImport(Library)]
    internal static extern nint fg_tril(nint a, long diagonal);

    [DllImport(Library)]
    internal static extern nint fg_triu(nint a, long diagonal);

    [DllImport(Library)]
    internal static extern nint fg_channel_shuffle(nint a, long groups);

    [DllImport(Library)]
    internal static extern nint fg_cat(nint* list, int count, long dim);

    [DllImport(Library)]
    internal static extern nint fg_stack(nint* list, int count, long dim);

    [DllImport(Library)]
    internal static extern nint fg_hstack(nint* list, int count);

    [DllImport(Library)]
    internal static extern nint fg_vstack(nint* list, int count);

    [DllImport(Library)]
    internal static extern int fg_split(nint a, long size, long dim, nint** list, int* made);

    [DllImport(Library)]
    internal static extern int fg_split_sizes(nint a, long* sizes, int count, long dim, nint** list, int* made);

    [DllImport(Library)]
    internal static extern int fg_chunk(nint a, long chunks, long dim, nint** list, int* made);

    [DllImport(Library)]
    internal static extern int fg_unbind(nint a, long dim, nint** list, int* made);

    [DllImport(Library)]
    internal static extern int fg_meshgrid(nint* tensors, int count, bool xy, nint** list, int* made);

    [DllImport(Library)]
    internal static extern int fg_where_condition(nint a, nint** list, int* made);

    [DllImport(Library)]
    internal static extern nint fg_index_select(nint a, long dim, nint index);

    [DllImport(Library)]
    internal static extern nint fg_gather(nint a, long dim, nint index);

    [DllImport(Library)]
    internal static extern nint fg_take(nint a, nint index);

    [DllImport(Library)]
    internal static extern nint fg_take_along_dim(nint a, nint index, long dim, bool hasDim);

    [DllImport(Library)]
    internal static extern nint fg_scatter(nint a, long dim, nint index, nint source);

    [DllImport(Library)]
    internal static extern int fg_scatter_i(nint a, long dim, nint index, nint source);

    [DllImport(Library)]
    internal static extern nint fg_scatter_add(nint a, long dim, nint index, nint source);

    [DllImport(Library)]
    internal static extern int fg_scatter_add_i(nint a, long dim, nint index, nint source);

    [DllImport(Library)]
    internal static extern nint fg_index_add(nint a, long dim, nint index, nint source, NativeScalar alpha);

    [DllImport(Library)]
    internal static extern int fg_index_add_i(nint a, long dim, nint index, nint source, NativeScalar alpha);

    [DllImport(Library)]
    internal static extern nint fg_index_copy(nint a, long dim, nint index, nint source);

    [DllImport(Library)]
    internal static extern int fg_index_copy_i(nint a, long dim, nint index, nint source);

    [DllImport(Library)]
    internal static extern nint fg_index_fill(nint a, long dim, nint index, NativeScalar value);

    [DllImport(Library)]
    internal static extern int fg_index_fill_i(nint a, long dim, nint index, NativeScalar value);

    [DllImport(Library)]
    internal static extern nint fg_masked_fill(nint a, nint mask, NativeScalar value);

    [DllImport(Library)]
    internal static extern int fg_masked_fill_i(nint a, nint mask, NativeScalar value);

    [DllImport(Library)]
    internal static extern nint fg_masked_select(nint a, nint mask);

    [DllImport(Library)]
    internal static extern nint fg_nonzero(nint a);

    [DllImport(Library)]
    internal static extern nint fg_argwhere(nint a);

    [DllImport(Library)]
    internal static extern nint fg_index(nint a, NativeIndex* given, int count);

    [DllImport(Library)]
    internal static extern int fg_index_put(nint a, NativeIndex* given, int count, nint value);

    [DllImport(Library)]
    internal static extern int fg_index_put_s(nint a, NativeIndex* given, int count, NativeScalar value);
}
