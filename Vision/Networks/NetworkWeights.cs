using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Networks;

/// <summary>Compares a weight file with what a network needs.</summary>
internal static class NetworkWeights
{
    /// <summary>Says no at the first tensor that is missing, has another shape, or is not the network's.</summary>
    /// <param name="network">What to call it: <c>MobileFaceNet 112x112</c>.</param>
    /// <param name="others">Names that may be there too, in whatever shape.</param>
    /// <exception cref="BadInputException">Names the file and the tensor.</exception>
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
                    file.Path, $"weights of another shape: tensor '{name}' is {entry.ShapeText}, {network} needs {TensorShape.Text(shape)}");
            }
        }

        // PyTorch counts batches beside every batch norm; nothing is computed from them.
        var unknown = file.Tensors.FirstOrDefault(t => !known.Contains(t.Name) && !t.Name.EndsWith(".num_batches_tracked", StringComparison.Ordinal));
        if (unknown is not null)
        {
            throw new BadInputException(file.Path, $"weights of another network: {network} has no tensor '{unknown.Name}'");
        }
    }

    /// <summary>Reads floats and refuses any that are not finite: they would make every encoding the same nonsense.</summary>
    /// <exception cref="BadInputException">NaN or infinity, or the tensor cannot be read.</exception>
    public static float[] ReadFinite(SafeTensorsFile file, string name)
    {
        var values = file.ReadFloats(name);
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
            {
                throw new BadInputException(file.Path, $"tensor '{name}' holds a value that is not finite");
            }
        }

        return values;
    }
}
