using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// A teacher network that processes each batch within its step, after augmentation: the student also learns the teacher's response to
/// rotated or occluded faces, and no maps have to be stored.
/// </summary>
internal sealed class HintTeacher : IDisposable
{
    private readonly Backbone _network;

    private HintTeacher(Backbone network) => _network = network;

    /// <summary>Loads a teacher.</summary>
    /// <param name="path">Its weight file.</param>
    /// <param name="student">Has the same backbone and size, so that the maps of both are comparable.</param>
    /// <param name="device">Where the teacher computes.</param>
    /// <exception cref="BadInputException">The file holds another network, or one with another input.</exception>
    public static HintTeacher Open(string path, EncoderNetwork student, Device device)
    {
        using var file = SafeTensorsFile.Open(path);
        var model = EncoderModel.Read(file);
        var options = student.Options;
        if (model.Architecture != options.Backbone || model.Input != student.Input || model.WidthMultiplier != options.Width)
        {
            throw new BadInputException(
                path,
                FormattableString.Invariant($"is a {model.Architecture} of width {model.WidthMultiplier} for {model.Input}; ")
                + "hints need a teacher like its student: "
                + FormattableString.Invariant($"a {options.Backbone} of width {options.Width} for {student.Input}"));
        }

        var network = BackboneCatalog.Open(file, options.Backbone, EncoderNetwork.SizeOf(options) with { LearnSlopes = true });
        network.to(device);
        network.eval();
        return new HintTeacher(network);
    }

    /// <summary>The teacher's maps after each stage, without gradient; the last are the N x 128 outputs, not normalised.</summary>
    /// <param name="pixels">N x 3 x Height x Width, normalised.</param>
    public IReadOnlyList<Tensor> Maps(Tensor pixels)
    {
        using var gradients = no_grad();
        return _network.Maps(pixels);
    }

    public void Dispose() => _network.Dispose();
}
