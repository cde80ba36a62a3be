using System.Globalization;
using FaceGrid.Vision.Networks;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <content>The weight file.</content>
public sealed partial class EncoderRun
{
    /// <summary>FPIR that the threshold in the weight file gives.</summary>
    private const double Fpir = 0.01;

    /// <summary>K of the galleries that the threshold is for.</summary>
    private const int GallerySize = 50;

    /// <summary>
    /// Writes the weights of the best validation, or the present weights where there was none, as a model file for every command.
    /// Thresholds come from the held-out people where there are four or more.
    /// </summary>
    /// <param name="path">Of the file to write.</param>
    /// <param name="name">The model version starts with it.</param>
    /// <param name="training">Description of the training data.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public SavedEncoder SaveEncoder(string path, string name, string training)
    {
        using var threads = ComputeThreads.Use(Threads);

        // Memory of the steps' maps: evaluation needs blocks of other sizes.
        AllocatorMemory.ReleaseFreed();
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
        var score = _heldOut?.Evaluate(faces => network.Encode(faces, _device), _inputs.Teacher);
        var openSet = _split.HeldOut.Count >= 4
            ? new HeldOutPeople(new PhotoSubset(_inputs.Photos, _split.HeldOut))
                .Evaluate(faces => network.Encode(faces, _device), Fpir, GallerySize).OpenSet
            : null;
        var metadata = new Dictionary<string, string>
        {
            ["name"] = name,
            ["training_data"] = training,
            ["training"] = Options.ToJson(),
            ["seed"] = Text($"{Options.Seed}"),
            ["steps"] = Text($"{(_validation.Step > 0 ? _validation.Step : StepsDone)}"),
        };
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
            metadata["threshold_source"] = Text(
                $"FPIR {Fpir * 100:0.##} % at K = {openSet.Enrolled} on {_split.HeldOut.Count} held-out people");
        }

        network.Save(path, metadata);
        return new SavedEncoder(path, network.ParameterCount, new FileInfo(path).Length, score, openSet);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
