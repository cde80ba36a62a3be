using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Views, joins, parts.</summary>
public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Join(tensors, dim, false);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => Join(tensors, dim, false);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Join(tensors.ToArray(), dim, false);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => Join(tensors, dim, false);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => Join(tensors, dim, false);

    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Join(tensors.ToArray(), dim, false);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Join(tensors as IList<Tensor> ?? [.. tensors], dim, true);

    public static Tensor hstack(IList<Tensor> tensors) => HStack(tensors);

    public static Tensor hstack(params Tensor[] tensors) => HStack(tensors);

    public static Tensor vstack(IList<Tensor> tensors) => VStack(tensors);

    public static Tensor vstack(Tensor[] tensors) => VStack(tensors);

    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);

    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0L) => tensor.split(split_size_or_sections, dim);

    public static Tensor[] unbind(Tensor input, long dim = 0L) => input.unbind(dim);

    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);

    public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);

    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

    public static Tensor ravel(Tensor input) => input.ravel();

    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);

    public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);

    public static Tensor unsqueeze_(Tensor input, long dim) => input.unsqueeze_(dim);

    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

    public static Tensor swapaxes(Tensor input, long axis0, long axis1) => input.transpose(axis0, axis1);

    public static Tensor swapdims(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

    public static Tensor t(Tensor input) => input.t();

    public static Tensor narrow(Tensor input, long dim, long start, long length) => input.narrow(dim, start, length);

    public static Tensor select(Tensor input, long dim, long index) => input.select(dim, index);

    public static Tensor broadcast_to(Tensor input, params long[] shape) => input.broadcast_to(shape);

    public static Tensor tile(Tensor input, long[] dims) => input.tile(dims);

    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);

    public static Tensor fliplr(Tensor input) => input.fliplr();

    public static Tensor flipud(Tensor input) => input.flipud();

    public static Tensor roll(Tensor input, long shifts, long? dims = null) => input.roll(shifts, dims);

    public static Tensor roll(Tensor input, long[] shifts, long[] dims) => input.roll(shifts, dims);

    public static Tensor movedim(Tensor input, long source, long destination) => input.movedim([source], [destination]);

    public static Tensor movedim(Tensor input, long[] source, long[] destination) => input.movedim(source, destination);

    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) => input.repeat_interleave(repeats, dim, output_size);

    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null, long? output_size = null) => input.repeat_interleave(repeats, dim, output_size);

    public static Tensor diag(Tensor input, long diagonal = 0) => input.diag(diagonal);

    public static Tensor diagonal(Tensor input, long offset = 0L, long dim1 = 0L, long dim2 = 1L) => input.diagonal(offset, dim1, dim2);

    public static Tensor tril(Tensor input, long diagonal = 0) => input.tril(diagonal);

    public static Tensor triu(Tensor input, long diagonal = 0L) => input.triu(diagonal);

    public static Tensor clone(Tensor input) => input.clone();

    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);

    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);

    public static Tensor index_add(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) => input.index_add(dim, index, source, alpha);

    public static Tensor masked_select(Tensor input, Tensor mask) => input.masked_select(mask);

    public static Tensor nonzero(Tensor input) => input.nonzero();

    public static Tensor argwhere(Tensor input) => input.argwhere();

    public static Tensor scatter(Tensor input, long dim, Tensor index, Tensor src) => input.scatter(dim, index, src);

    public static Tensor scatter_(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_(dim, index, src);

    public static Tensor scatter_add(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_add(dim, index, src);

    public static Tensor take(Tensor input, Tensor index) => input.take(index);

    public static Tensor take_along_dim(Tensor input, Tensor indices, long dim = 0L) => input.take_along_dim(indices, dim);

    public static unsafe Tensor[] where(Tensor condition)
    {
        nint* list;
        int count;
        int failed = Native.fg_where_condition(condition.Handle, &list, &count);
        return Native.MadeList(failed, list, count, condition);
    }

    public static unsafe Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij")
    {
        Tensor[] axes = [.. tensors];
        nint[] handles = Native.Handles(axes);
        fixed (nint* p = handles)
        {
            nint* list;
            int count;
            int failed = Native.fg_meshgrid(p, handles.Length, indexing == "xy", &list, &count);
            return Native.MadeList(failed, list, count, axes);
        }
    }

    private static unsafe Tensor Join(IList<Tensor> tensors, long dim, bool alongNew)
    {
        nint[] handles = Native.Handles(tensors);
        fixed (nint* p = handles)
        {
            return Native.Made(alongNew ? Native.fg_stack(p, handles.Length, dim) : Native.fg_cat(p, handles.Length, dim), tensors);
        }
    }

    private static unsafe Tensor HStack(IList<Tensor> tensors)
    {
        nint[] handles = Native.Handles(tensors);
        fixed (nint* p = handles)
        {
            return Native.Made(Native.fg_hstack(p, handles.Length), tensors);
        }
    }

    private static unsafe Tensor VStack(IList<Tensor> tensors)
    {
        nint[] handles = Native.Handles(tensors);
        fixed (nint* p = handles)
        {
            return Native.Made(Native.fg_vstack(p, handles.Length), tensors);
        }
    }
}
