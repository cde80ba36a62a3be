using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Between element types and devices.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor cpu() => to(DeviceType.CPU);

        public Tensor cuda(Device? device = null, bool non_blocking = false)
        {
            if (device is not null && device.type != DeviceType.CUDA)
            {
                throw new ArgumentException("Not a CUDA device.", nameof(device));
            }

            return to(DeviceType.CUDA, device?.index ?? -1, non_blocking: non_blocking);
        }

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
            => DisposedAfter(disposeAfter, Native.Made(Native.fg_to_dtype(Handle, (sbyte)type, copy, non_blocking), this));

        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            InitializeDeviceType(deviceType);
            return DisposedAfter(disposeAfter, Native.Made(Native.fg_to_device(Handle, (int)deviceType, deviceIndex, copy, non_blocking), this));
        }

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            InitializeDevice(device);
            return DisposedAfter(disposeAfter, Native.Made(Native.fg_to_device_dtype(Handle, (int)device.type, device.index, (sbyte)type, copy, non_blocking), this));
        }

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to(device.type, device.index, copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);

        public Tensor type(ScalarType dtype) => to(dtype);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @char() => to_type(ScalarType.Int8);

        public Tensor @short() => to_type(ScalarType.Int16);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor half() => to_type(ScalarType.Float16);

        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor clone() => Native.Made(Native.fg_clone(Handle), this);

        public Tensor contiguous() => Native.Made(Native.fg_contiguous(Handle), this);

        public Tensor pin_memory() => Native.Made(Native.fg_pin_memory(Handle), this);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Native.Acted(Native.fg_copy_i(Handle, source.Handle, nonBlocking), this, source);

        public Tensor fill_(Scalar value) => Native.Acted(Native.fg_fill_i(Handle, NativeScalar.Of(value)), this);

        /// <summary>A new handle to this tensor, now of zeros.</summary>
        public Tensor zero_() => Native.Acted(Native.fg_zero_i(Handle), this).alias();

        private Tensor DisposedAfter(bool dispose, Tensor made)
        {
            if (dispose)
            {
                Dispose();
            }

            return made;
        }
    }
}
