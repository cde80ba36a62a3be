using System.Globalization;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <content>The weight file.</content>
public sealed partial class EncoderRun
{
    /// <summary>FPIR that the threshold in the weight file is for.</summary>
    private const double Fpir = 0.01;

    private const int GallerySize = 50;

    /// <summary>
    /// Writes the weights of the best validation, or where there was none those of now, as a file that every command takes as
    /// its model, with thresholds from the held-out people where there are four or more.
    /// </summary>
    /// <param name="name">Begins the model version.</param>
    /// <param name="training">The training data in words.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public SavedEncoder SaveEncoder(string path, string name, string training)
    {
        using var threads = ComputeThreads.Use(Threads);

        // The steps' maps: what comes now takes memory of other sizes.
        HeldMemory.GiveBack();
        using var network = new EncoderNetwork(Options);
        using (no_grad())
        {
            var state = _best ?? _network.State().ToDictionary(s => s.Name, s => s.Tensor, StringComparer.Ordinal);
            foreach (var (key, target) in network.State())
            {
                target.copy_(state[key]);
            }
        }

        network.To(_device);
        var score = _heldOut?.Evaluate(faces => Encode(network, faces), _inputs.Teacher);
        var openSet = _split.HeldOut.Count >= 4
            ? new HeldOutPeople(new PhotosOfSome(_inputs.Photos, _split.HeldOut)).Evaluate(faces => Encode(network, faces), Fpir, GallerySize).OpenSet
            : null;
        var metadata = network.Metadata();
        metadata["name"] = name;
        metadata["training_data"] = training;
        metadata["training"] = Options.ToJson();
        metadata["seed"] = Text($"{Options.Seed}");
        metadata["steps"] = Text($"{(_judged.Step > 0 ? _judged.Step : StepsDone)}");
        if (_inputs.Teacher is { } teacher)
        {
            metadata["teacher"] = teacher.Version;
        }

        if (score is not null)
        {
            metadata["held_out_verification"] = Text($"{score.Accuracy:F4}");
            metadata["verification_threshold"] = Text($"{Math.Clamp(score.Threshold, 0, 4):F4}");
        }

        if (openSet is not null)
        {
            metadata["threshold"] = Text($"{Math.Clamp(openSet.Threshold, 0, 4):F4}");
            metadata["threshold_source"] = Text($"FPIR {Fpir * 100:0.##} % at K = {openSet.Enrolled} on {_split.HeldOut.Count} held-out people");
        }

        var writer = new SafeTensorsWriter();
        network.AddTo(writer);
        writer.Save(path, metadata);
        return new SavedEncoder(path, network.ParameterCount, new FileInfo(path).Length, score, openSet);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
