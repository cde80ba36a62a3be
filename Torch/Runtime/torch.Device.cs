using System.Globalization;

namespace TorchSharp;

/// <summary>Devices, by kind and index.</summary>
public static partial class torch
{
    private static Device? s_cuda;
    private static Device? s_mps;
    private static Device s_defaultDevice = new(DeviceType.CPU);

    public static readonly Device CPU = new(DeviceType.CPU, -1);

    public static readonly Device META = new(DeviceType.META, -1);

    public static Device CUDA => s_cuda ??= InitializeDevice(new Device(DeviceType.CUDA, -1));

    public static Device MPS => s_mps ??= InitializeDevice(new Device(DeviceType.MPS, -1));

    public static Device device(string description) => InitializeDevice(new Device(description));

    public static Device device(string deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(int index) => new(DeviceType.CUDA, index);

    public static Device get_default_device() => s_defaultDevice;

    public static void set_default_device(Device device) => s_defaultDevice = InitializeDevice(device);

    public static void set_default_device(string device) => set_default_device(new Device(device));

    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.MPS => false,
        DeviceType.CUDA => cuda.is_available(),
        _ => true,
    };

    /// <exception cref="InvalidOperationException">This libtorch or this machine has no such device.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
        {
            throw new InvalidOperationException($"Torch device type {deviceType} is not available: the libtorch in use was built without it, or the machine has none.");
        }
    }

    public static Device InitializeDevice(Device? device)
    {
        if (device is null)
        {
            return s_defaultDevice;
        }

        InitializeDeviceType(device.type);
        return device;
    }

    /// <summary>A kind of device and which one of them; index -1 is the current one.</summary>
    public class Device
    {
        /// <param name="description"><c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
        public Device(string description)
        {
            string[] parts = description.Split(':');
            if (parts.Length > 2)
            {
                return;
            }

            type = Parse(parts[0]);
            if (parts.Length == 2)
            {
                index = int.Parse(parts[1], CultureInfo.InvariantCulture);
            }
        }

        public Device(string deviceType, int index = -1)
        {
            type = Parse(deviceType);
            this.index = index;
        }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        public Device(int index)
        {
            type = DeviceType.CUDA;
            this.index = index;
        }

        public DeviceType type { get; private set; } = DeviceType.CPU;

        public int index { get; private set; } = -1;

        public static implicit operator Device(string description) => new(description);

        public override string ToString()
        {
            string name = type.ToString().ToLowerInvariant();
            return type == DeviceType.CPU || index == -1 ? name : $"{name}:{index}";
        }

        private static DeviceType Parse(string name) => Enum.Parse<DeviceType>(name.ToUpperInvariant());
    }
}
