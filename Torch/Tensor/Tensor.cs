using System.Runtime.CompilerServices;
using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>The functions and types of PyTorch's <c>torch</c> module.</summary>
public static partial class torch
{
    /// <summary>An n-dimensional array of one element type on one device, with its gradient's history.</summary>
    public partial class Tensor : IDisposable
    {
        internal nint handle;

        private static long s_totalCount;
        private static long s_peakCount;

        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            long count = Interlocked.Increment(ref s_totalCount);
            if (count > s_peakCount)
            {
                s_peakCount = count;
            }

            if (register)
            {
                OwningDisposeScope = DisposeScopeManager.ThreadSingleton.RegisterOnCurrentDisposeScope(this);
            }
        }

        ~Tensor() => Dispose(false);

        public static long TotalCount => s_totalCount;

        public static long PeakCount => s_peakCount;

        public string? name { get; set; }

        public bool IsInvalid => handle == 0;

        /// <exception cref="InvalidOperationException">The tensor was disposed, or its handle went to a parameter.</exception>
        public IntPtr Handle
        {
            get
            {
                if (handle == 0)
                {
                    ThrowInvalid();
                }

                return handle;
            }
        }

        public long Dimensions => Alive(Native.fg_dim(Handle));

        public long ndim => Dimensions;

        public long NumberOfElements => Alive(Native.fg_numel(Handle));

        public long ElementSize => Alive(Native.fg_element_size(Handle));

        public ScalarType dtype => (ScalarType)Alive(Native.fg_dtype(Handle));

        public Device device
        {
            get
            {
                DeviceType type = device_type;
                return type == DeviceType.CPU ? CPU : new Device(type, device_index);
            }
        }

        public int device_index => Alive(Native.fg_device_index(Handle));

        public DeviceType device_type => (DeviceType)Alive(Native.fg_device_type(Handle));

        public bool is_sparse => Alive(Native.fg_is_sparse(Handle)) != 0;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_leaf => Alive(Native.fg_is_leaf(Handle)) != 0;

        public unsafe long[] shape
        {
            get
            {
                long[] sizes = new long[Dimensions];
                fixed (long* to = sizes)
                {
                    Native.fg_sizes(Handle, to);
                }

                GC.KeepAlive(this);
                return sizes;
            }
        }

        internal DisposeScope? OwningDisposeScope { get; set; }

        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long[] size() => shape;

        public long size(int dim)
        {
            long[] sizes = shape;
            return sizes[dim < 0 ? dim + sizes.Length : dim];
        }

        public unsafe long[] stride()
        {
            long[] strides = new long[Dimensions];
            fixed (long* to = strides)
            {
                Native.fg_strides(Handle, to);
            }

            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim)
        {
            long[] strides = stride();
            return strides[dim < 0 ? dim + strides.Length : dim];
        }

        public long storage_offset() => Alive(Native.fg_storage_offset(Handle));

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_contiguous() => Alive(Native.fg_is_contiguous(Handle)) != 0;

        public bool is_pinned() => Alive(Native.fg_is_pinned(Handle)) != 0;

        public bool is_nonzero() => numel() == 1
            ? ToScalar().ToBoolean()
            : throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");

        /// <summary>Another handle to the same tensor.</summary>
        public Tensor alias() => Native.Made(Native.fg_alias(Handle), this);

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is not null)
            {
                OwningDisposeScope.MoveToOther(other, this);
            }
            else
            {
                other?.Attach(this);
            }

            return this;
        }

        /// <summary>Hands the native tensor over to the caller, who has to dispose it.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            nint decoupled = Handle;
            GC.SuppressFinalize(this);
            Interlocked.Decrement(ref s_totalCount);
            handle = 0;
            return decoupled;
        }

        public override bool Equals(object? obj) => obj is Tensor tensor && Equals(tensor);

        /// <summary>Whether both have the same shape and elements.</summary>
        public unsafe bool Equals(Tensor target)
        {
            if (target is null)
            {
                return false;
            }

            bool equal;
            Native.Check(Native.fg_equal(Handle, target.Handle, &equal), this, target);
            return equal;
        }

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle != 0)
            {
                OwningDisposeScope?.MarkAsDisposed(this);
                Interlocked.Decrement(ref s_totalCount);
                Native.fg_dispose(handle);
                handle = 0;
            }
        }

        /// <summary>Takes the handle away, for the parameter that this tensor becomes.</summary>
        internal nint MoveHandle()
        {
            nint moved = Handle;
            Interlocked.Decrement(ref s_totalCount);
            handle = 0;
            return moved;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void ThrowInvalid() => throw new InvalidOperationException("Tensor invalid -- empty handle.");

        /// <summary>Hands on what native code said about this tensor, and keeps the tensor alive until it has said it.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private T Alive<T>(T answer)
        {
            GC.KeepAlive(this);
            return answer;
        }
    }
}
