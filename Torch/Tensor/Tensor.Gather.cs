using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Elements by index tensors and masks.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor index_select(long dim, Tensor index) => Native.Made(Native.fg_index_select(Handle, dim, index.Handle), this, index);

        public Tensor gather(long dim, Tensor index) => Native.Made(Native.fg_gather(Handle, dim, index.Handle), this, index);

        public Tensor take(Tensor index) => Native.Made(Native.fg_take(Handle, index.Handle), this, index);

        public Tensor take_along_dim(Tensor indices) => Native.Made(Native.fg_take_along_dim(Handle, indices.Handle, 0, false), this, indices);

        public Tensor take_along_dim(Tensor indices, long dim) => Native.Made(Native.fg_take_along_dim(Handle, indices.Handle, dim, true), this, indices);

        public Tensor nonzero() => Native.Made(Native.fg_nonzero(Handle), this);

        public Tensor argwhere() => Native.Made(Native.fg_argwhere(Handle), this);

        public Tensor masked_select(Tensor mask) => Native.Made(Native.fg_masked_select(Handle, mask.Handle), this, mask);

        public Tensor masked_fill(Tensor mask, Scalar value) => Native.Made(Native.fg_masked_fill(Handle, mask.Handle, value.Value), this, mask);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Native.Acted(Native.fg_masked_fill_i(Handle, mask.Handle, value.Value), this, mask);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Native.Made(Native.fg_scatter(Handle, dim, index.Handle, src.Handle), this, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Native.Acted(Native.fg_scatter_i(Handle, dim, index.Handle, src.Handle), this, index, src);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Native.Made(Native.fg_scatter_add(Handle, dim, index.Handle, src.Handle), this, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Native.Acted(Native.fg_scatter_add_i(Handle, dim, index.Handle, src.Handle), this, index, src);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Native.Made(Native.fg_index_add(Handle, dim, index.Handle, source.Handle, alpha.Value), this, index, source);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Native.Acted(Native.fg_index_add_i(Handle, dim, index.Handle, source.Handle, alpha.Value), this, index, source);

        public Tensor index_copy(long dim, Tensor index, Tensor source) => Native.Made(Native.fg_index_copy(Handle, dim, index.Handle, source.Handle), this, index, source);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Native.Acted(Native.fg_index_copy_i(Handle, dim, index.Handle, source.Handle), this, index, source);

        public Tensor index_fill(long dim, Tensor index, Scalar value) => Native.Made(Native.fg_index_fill(Handle, dim, index.Handle, value.Value), this, index);

        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Native.Acted(Native.fg_index_fill_i(Handle, dim, index.Handle, value.Value), this, index);
    }
}
