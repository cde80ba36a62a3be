using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.PInvoke;

/// <summary>Where and as what a new tensor is made (FgOptions in the shim).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeOptions
{
    internal int DeviceType;
    internal int DeviceIndex;
    internal sbyte DType;
    internal byte RequiresGrad;

    /// <summary>What the caller asked for, or else the defaults.</summary>
    internal static NativeOptions Of(ScalarType? dtype, Device? device, bool requiresGrad)
    {
        device = InitializeDevice(device);
        return new NativeOptions
        {
            DeviceType = (int)device.type,
            DeviceIndex = device.index,
            DType = (sbyte)(dtype ?? get_default_dtype()),
            RequiresGrad = requiresGrad ? (byte)1 : (byte)0,
        };
    }

    /// <summary>What the caller asked for, or else what <paramref name="model"/> has.</summary>
    internal static NativeOptions Like(Tensor model, ScalarType? dtype, Device? device, bool requiresGrad)
    {
        return new NativeOptions
        {
            DeviceType = (int)(device?.type ?? model.device_type),
            DeviceIndex = device?.index ?? model.device_index,
            DType = (sbyte)(dtype ?? model.dtype),
            RequiresGrad = requiresGrad ? (byte)1 : (byte)0,
        };
    }
}
