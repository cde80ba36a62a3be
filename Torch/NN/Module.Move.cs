using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

/// <summary>Neural networks.</summary>
public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public Module _to(Tensor other, bool non_blocking) => _to(other.device, other.dtype, non_blocking);

            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                ThrowIfNotFloating(dtype);
                InitializeDeviceType(device.type);
                _toEpilog(dtype, device, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                InitializeDeviceType(deviceType);
                _toEpilog(null, new Device(deviceType, deviceType == DeviceType.CUDA ? deviceIndex : -1), non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                ThrowIfNotFloating(dtype);
                _toEpilog(dtype, null, non_blocking);
                return this;
            }

            /// <summary>Moves the children, then the own parameters and buffers, and puts the moved ones where the old ones were.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach ((string _, Module module) in named_children())
                {
                    _ = (device, dtype) switch
                    {
                        (null, _) => module._to(dtype!.Value, non_blocking),
                        (_, null) => module._to(device.type, device.index, non_blocking),
                        _ => module._to(device, dtype.Value, non_blocking),
                    };
                }

                foreach ((string key, Parameter parameter) in _internal_params.ToList())
                {
                    if (ReplaceParameter(dtype, device, parameter, out Parameter? moved) && !SetMember(key, moved!))
                    {
                        parameter.Dispose();
                        ConditionallyRegisterParameter(key, moved);
                    }
                }

                foreach ((string key, (Tensor buffer, bool persistent)) in _internal_buffers.ToList())
                {
                    if (persistent && ReplaceBuffer(dtype, device, buffer, out Tensor? moved) && !SetMember(key, moved!))
                    {
                        ConditionallyRegisterBuffer(key, moved);
                    }
                }

                if (device is not null)
                {
                    _deviceType = device.type;
                    _deviceIndex = device.index;
                }
            }

            /// <summary>Whether the buffer had to be moved; the old one is then disposed. Only floating-point buffers change their type.</summary>
            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                ScalarType type = dtype is not null && IsNumberOfKind(buffer) ? dtype.Value : buffer.dtype;
                device ??= buffer.device;
                if (!buffer.WillCopy(type, device))
                {
                    result = null;
                    return false;
                }

                result = buffer.to(type, device, disposeAfter: true).DetachFromDisposeScope();
                return true;
            }

            /// <summary>Whether the parameter had to be moved, with its gradient; the old one stays the caller's to dispose.</summary>
            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                ScalarType type = dtype is not null && IsNumberOfKind(param) ? dtype.Value : param.dtype;
                device ??= param.device;
                if (!param.WillCopy(type, device))
                {
                    p = null;
                    return false;
                }

                // Unrecorded, so that the moved one is a leaf.
                using IDisposable unrecorded = no_grad();
                p = new Parameter(param.to(type, device), param.requires_grad);
                p.DetachFromDisposeScope();
                using Tensor? gradient = param.grad;
                if (gradient is not null)
                {
                    using Tensor moved = gradient.to(type, device);
                    p.grad = moved;
                }

                return true;
            }

            internal T MoveModule<T>(Device? device, ScalarType? dtype)
                where T : Module
            {
                Module moved = (device, dtype) switch
                {
                    (null, null) => this,
                    (null, _) => _to(dtype.Value, false),
                    (_, null) => _to(device.type, device.index, false),
                    _ => _to(device, dtype.Value, false),
                };
                return (T)moved;
            }

            private static bool IsNumberOfKind(Tensor tensor) => tensor.is_floating_point() || tensor.is_complex();

            private static void ThrowIfNotFloating(ScalarType dtype)
            {
                if (!torch.is_floating_point(dtype) && !torch.is_complex(dtype))
                {
                    throw new ArgumentException($"a module's parameters can only be floating point or complex, not {dtype}");
                }
            }

            /// <summary>Through the property of that name, whose setter registers it, or else into the field. True for the property.</summary>
            private bool SetMember(string key, Tensor value)
            {
                PropertyInfo? property = GetType().GetProperty(key, BindingFlags.Public | BindingFlags.Instance);
                if (property is { CanWrite: true })
                {
                    property.SetValue(this, value);
                    return true;
                }

                FieldsOf(GetType()).Find(field => field.ComponentName() == key)?.SetValue(this, value);
                return false;
            }
        }
    }
}
