using TorchSharp.PInvoke;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>Reading and writing elements from .NET.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// The contiguous bytes of a tensor in the memory of the processor. The span is valid only as long as the tensor lives.
        /// </summary>
        /// <exception cref="InvalidOperationException">On another device, or not contiguous.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous())
                {
                    throw new InvalidOperationException("bytes needs a contiguous tensor");
                }

                if (device_type != DeviceType.CPU)
                {
                    throw new InvalidOperationException("the elements are in a device's memory: cpu() brings them over");
                }

                return new Span<byte>((void*)DataPointer(), checked((int)(numel() * ElementSize)));
            }

            set
            {
                if (value.Length != numel() * ElementSize)
                {
                    throw new ArgumentException($"{value.Length} bytes for a tensor of {numel() * ElementSize}");
                }

                value.CopyTo(bytes);
            }
        }

        /// <summary>The elements, in the tensor's own memory; copied from the device first where that is not the processor's.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <exception cref="ArgumentException">More than one element, or of another type.</exception>
        public T item<T>()
            where T : unmanaged
            => numel() == 1 ? data<T>()[0] : throw new ArgumentException("Number of elements in the tensor must be 1");

        public T ReadCpuValue<T>(long i)
            where T : unmanaged
            => TensorAccessor<T>.ReadItemAt(this, i);

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        public unsafe Scalar ToScalar()
        {
            NativeScalar value;
            Native.Check(Native.fg_item(Handle, &value), this);
            return new Scalar(value);
        }

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            using Tensor source = cpu();
            using Tensor packed = source.contiguous();
            foreach ((nint start, int count) in packed.Pieces())
            {
                stream.Write(Piece(start, count));
            }

            GC.KeepAlive(packed);
        }

        /// <exception cref="EndOfStreamException">The stream ends before the tensor is full.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            if (is_cpu() && is_contiguous())
            {
                foreach ((nint start, int count) in Pieces())
                {
                    stream.ReadExactly(Piece(start, count));
                }

                GC.KeepAlive(this);
                return;
            }

            using Tensor packed = empty(shape, dtype, CPU);
            packed.ReadBytesFromStream(stream, bufferSize);
            using IDisposable unrecorded = no_grad();
            copy_(packed);
        }

        internal void ValidateType(Type dotnetType)
        {
            if (dtype != ToScalarType(dotnetType))
            {
                throw new ArgumentException($"{dotnetType.Name} is not compatible with {dtype}");
            }
        }

        internal nint DataPointer()
        {
            nint data = Native.fg_data_pointer(Handle);
            if (data == 0 && numel() > 0)
            {
                Native.Throw();
            }

            return data;
        }

        private static unsafe Span<byte> Piece(nint start, int count) => new((void*)start, count);

        /// <summary>The contiguous memory in pieces that a span can cover.</summary>
        private IEnumerable<(nint Start, int Count)> Pieces()
        {
            const int Largest = 1 << 30;
            nint start = DataPointer();
            for (long left = numel() * ElementSize; left > 0; left -= Largest, start += Largest)
            {
                yield return (start, (int)Math.Min(left, Largest));
            }
        }
    }
}
