using System.Runtime.InteropServices;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks;

/// <summary>Checks and reads the tensors of a network from a weight file.</summary>
internal static class NetworkWeights
{
    /// <summary>Checks that a file holds exactly the tensors of a network.</summary>
    /// <param name="network">Name of the network in messages: <c>MobileFaceNet 112x112</c>.</param>
    /// <param name="others">Names of further tensors that the file may hold, in any shape.</param>
    /// <exception cref="BadInputException">
    /// A tensor is missing, has another shape, or is unknown; the message names the file and the first such tensor.
    /// </exception>
    public static void Check(
        SafeTensorsFile file, string network, IEnumerable<(string Name, long[] Shape)> needed, IEnumerable<string>? others = null)
    {
        var known = new HashSet<string>(others ?? [], StringComparer.Ordinal);
        foreach (var (name, shape) in needed)
        {
            known.Add(name);
            if (!file.Contains(name))
            {
                throw new BadInputException(file.Path, $"weights of another network: tensor '{name}' is missing, {network} needs it");
            }

            var entry = file.Entry(name);
            if (!entry.Shape.SequenceEqual(shape))
            {
                throw new BadInputException(
                    file.Path, $"weights of another shape: tensor '{name}' is {entry.ShapeText}, {network} needs "
                        + $"{TensorShape.Text(shape)}");
            }
        }

        // PyTorch stores a batch counter for every batch norm, which has no effect on inference.
        var unknown = file.Tensors.FirstOrDefault(
            t => !known.Contains(t.Name) && !t.Name.EndsWith(".num_batches_tracked", StringComparison.Ordinal));
        if (unknown is not null)
        {
            throw new BadInputException(file.Path, $"weights of another network: {network} has no tensor '{unknown.Name}'");
        }
    }

    /// <summary>Reads floats and refuses values that are not finite, with which all encodings would be meaningless.</summary>
    /// <exception cref="BadInputException">A value is NaN or infinite, or the tensor cannot be read.</exception>
    public static float[] ReadFinite(SafeTensorsFile file, string name)
    {
        var values = file.ReadFloats(name);
        CheckFinite(file, name, values);
        return values;
    }

    /// <summary>Reads floats as a float32 tensor on the CPU, without an intermediate copy.</summary>
    /// <inheritdoc cref="ReadFinite(SafeTensorsFile, string)"/>
    public static Tensor ReadFinite(SafeTensorsFile file, string name, long[] shape)
    {
        var read = empty(shape, ScalarType.Float32);
        var values = MemoryMarshal.Cast<byte, float>(read.bytes);
        file.ReadFloats(name, values);
        CheckFinite(file, name, values);
        return read;
    }

    private static void CheckFinite(SafeTensorsFile file, string name, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
            {
                throw new BadInputException(file.Path, $"tensor '{name}' holds a value that is not finite");
            }
        }
    }
}
