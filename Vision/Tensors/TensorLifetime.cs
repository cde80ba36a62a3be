using static TorchSharp.torch;

namespace FaceGrid.Vision.Tensors;

/// <summary>Releases intermediate tensors before their dispose scope ends.</summary>
internal static class TensorLifetime
{
    /// <summary>Disposes the input of a layer and returns its output, so that the next layer reuses memory that is in the cache.</summary>
    /// <param name="old">The tensor that is no longer needed.</param>
    /// <param name="value">The tensor computed from <paramref name="old"/>.</param>
    public static Tensor Replace(Tensor old, Tensor value)
    {
        old.Dispose();
        return value;
    }
}
