using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks;

/// <summary>Parses device names. A missing device is an error; there is no silent fallback to the CPU.</summary>
public static class ComputeDevice
{
    /// <summary>Parses a device name and checks that the device exists.</summary>
    /// <param name="text"><c>cpu</c>, <c>cuda</c> (the first) or <c>cuda:N</c>.</param>
    /// <exception cref="BadInputException">The name is unknown, or this machine does not have the device.</exception>
    public static Device Parse(string text)
    {
        if (text == "cpu")
        {
            return CPU;
        }

        var index = 0;
        if (text != "cuda" && !(text.StartsWith("cuda:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out index)))
        {
            throw new BadInputException($"device '{text}'", "cpu, cuda or cuda:N were expected");
        }

        if (!cuda.is_available())
        {
            throw new BadInputException($"device '{text}'", "this machine, or this build of libtorch, has no CUDA device");
        }

        if (index >= cuda.device_count())
        {
            throw new BadInputException($"device '{text}'", $"this machine has CUDA devices 0 to {cuda.device_count() - 1}");
        }

        return device(DeviceType.CUDA, index);
    }
}
