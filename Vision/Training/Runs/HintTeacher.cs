using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// A teacher that is asked within each step, about the very views that its student is shown: what it says of a turned or
/// covered face is learned too, and nothing of its maps need be kept.
/// </summary>
internal sealed class HintTeacher : IDisposable
{
    private readonly Backbone _network;

    private HintTeacher(Backbone network) => _network = network;

    /// <param name="student">Of the same backbone and size: the maps of both must be comparable.</param>
    /// <exception cref="BadInputException">The file holds another network, or one that sees other pixels.</exception>
    public static HintTeacher Open(string path, EncoderNetwork student, Device device)
    {
        using var file = SafeTensorsFile.Open(path);
        var model = EncoderModel.Read(file);
        var options = student.Options;
        if (model.Architecture != options.Backbone || model.Input != student.Input || model.WidthMultiplier != options.Width)
        {
            throw new BadInputException(
                path, FormattableString.Invariant($"is a {model.Architecture} of width {model.WidthMultiplier} for {model.Input}; hints need a teacher like its student: a {options.Backbone} of width {options.Width} for {student.Input}"));
        }

        var network = BackboneCatalog.Open(file, options.Backbone, EncoderNetwork.SizeOf(options) with { LearnSlopes = true });
        network.to(device);
        network.eval();
        return new HintTeacher(network);
    }

    /// <summary>Its maps after each stage, the encodings last; nothing of it learns.</summary>
    /// <param name="pixels">N x 3 x Height x Width, normalised.</param>
    public IReadOnlyList<Tensor> Maps(Tensor pixels)
    {
        using var gradients = no_grad();
        return _network.Maps(pixels);
    }

    public void Dispose() => _network.Dispose();
}
