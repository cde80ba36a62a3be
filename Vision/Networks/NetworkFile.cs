using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks;

/// <summary>Loads networks from weight files.</summary>
internal static class NetworkFile
{
    /// <summary>Opens a weight file and makes a network of it; the file is closed again before this returns.</summary>
    /// <param name="path">A safetensors file.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <param name="load">Makes the network from the open file on the device.</param>
    /// <exception cref="BadInputException">
    /// The device is unknown or missing, the file is unreadable, or as <paramref name="load"/> throws.
    /// </exception>
    public static T Load<T>(string path, string device, Func<SafeTensorsFile, Device, T> load)
    {
        var target = ComputeDevice.Parse(device);
        using var file = SafeTensorsFile.Open(path);
        return load(file, target);
    }
}
