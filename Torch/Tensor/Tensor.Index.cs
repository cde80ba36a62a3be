using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Subscripts.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, TensorIndex.Single(i1));
        }

        public Tensor this[long i1, long i2]
        {
            get => index(TensorIndex.Single(i1), TensorIndex.Single(i2));
            set => index_put_(value, TensorIndex.Single(i1), TensorIndex.Single(i2));
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => index(TensorIndex.Single(i1), TensorIndex.Single(i2), TensorIndex.Single(i3));
            set => index_put_(value, TensorIndex.Single(i1), TensorIndex.Single(i2), TensorIndex.Single(i3));
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(TensorIndex.Single(i1), TensorIndex.Single(i2), TensorIndex.Single(i3), TensorIndex.Single(i4));
            set => index_put_(value, TensorIndex.Single(i1), TensorIndex.Single(i2), TensorIndex.Single(i3), TensorIndex.Single(i4));
        }

        public unsafe Tensor index(params TensorIndex[] indices)
        {
            NativeIndex[] given = Array.ConvertAll(indices, i => i.ToNative());
            fixed (NativeIndex* p = given)
            {
                return Native.Made(Native.fg_index(Handle, p, given.Length), this, indices);
            }
        }

        public Tensor index(params Tensor[] indices) => index(Array.ConvertAll(indices, TensorIndex.Tensor));

        public unsafe Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            NativeIndex[] given = Array.ConvertAll(indices, i => i.ToNative());
            fixed (NativeIndex* p = given)
            {
                return Native.Acted(Native.fg_index_put(Handle, p, given.Length, value.Handle), this, value, indices);
            }
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));

        public unsafe Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            NativeIndex[] given = Array.ConvertAll(indices, i => i.ToNative());
            fixed (NativeIndex* p = given)
            {
                return Native.Acted(Native.fg_index_put_s(Handle, p, given.Length, value.Value), this, indices);
            }
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));
    }
}
