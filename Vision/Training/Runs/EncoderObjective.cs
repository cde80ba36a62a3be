using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Styling.Checkpoints;
using TorchSharp.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The weighted sum that a run minimises, with what its terms keep beside the network.</summary>
internal sealed class EncoderObjective : IDisposable
{
    private const string Prefix = "classes.";

    private readonly EncoderRunOptions _options;
    private readonly CosineMarginLoss? _classes;

    /// <param name="people">Training people.</param>
    public EncoderObjective(EncoderRunOptions options, int people)
    {
        _options = options;
        _classes = options.WeightOf(TrainingLossKind.CosineMargin) > 0 ? new CosineMarginLoss(people, FaceEncoding.Dimension, options.Scale, options.Seed + 1) : null;
    }

    /// <summary>Learned with the network and thrown away after it.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> Learned() => _classes?.named_parameters().Select(p => (Prefix + p.name, p.parameter)) ?? [];

    public void To(Device device) => _classes?.to(device);

    /// <summary>Adds the terms up.</summary>
    /// <param name="encodings">N x 128 of L2 norm 1, with gradient.</param>
    /// <param name="step">0 for the first.</param>
    /// <returns>A scalar in the caller's scope, and what it is made of.</returns>
    public (Tensor Loss, RunStep Measured) Of(Tensor encodings, RunBatch batch, int step, double rate)
    {
        Tensor? sum = null;
        var measured = new RunStep(step + 1, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, rate, double.NaN, double.NaN);
        if (_options.WeightOf(TrainingLossKind.Distillation) is > 0 and var distillation)
        {
            var teacher = tensor(batch.Teacher!, [batch.People.Length, FaceEncoding.Dimension], device: encodings.device);
            var term = encodings.mul(teacher).sum(1).mean().neg().add(1);
            measured = measured with { Distillation = Add(term, distillation) };
        }

        if (_options.WeightOf(TrainingLossKind.TripletL2) is > 0 and var triplet)
        {
            var distances = SquaredDistances.OfUnit(encodings.detach()).cpu().data<float>().ToArray();
            var triplets = BatchHardMiner.Mine(distances, batch.People);
            var term = TripletLoss.Of(encodings, triplets, _options.Margin);
            measured = measured with { Pairs = Add(term, triplet), Active = EncoderTrainer.Violating(distances, batch.People.Length, triplets, _options.Margin) };
        }

        if (_classes is not null)
        {
            var people = tensor(batch.People, device: encodings.device);
            var cosines = _classes.call(encodings);
            var term = _classes.Loss(cosines, people, _options.CosineMargin * Math.Min(1, 4.0 * step / _options.Steps));
            measured = measured with
            {
                Classes = Add(term, _options.WeightOf(TrainingLossKind.CosineMargin)),
                Right = cosines.detach().argmax(1).eq(people).to(ScalarType.Float32).mean().item<float>(),
            };
        }

        return (sum!, measured with { Loss = sum!.item<float>() });

        double Add(Tensor term, double weight)
        {
            var weighted = weight == 1 ? term : term.mul(weight);
            sum = sum is null ? weighted : sum.add(weighted);
            return term.item<float>();
        }
    }

    public void Save(CheckpointWriter writer)
    {
        foreach (var (name, parameter) in Learned())
        {
            writer.Add(name, parameter);
        }
    }

    public void Load(CheckpointReader reader)
    {
        using var gradients = no_grad();
        foreach (var (name, parameter) in Learned())
        {
            reader.CopyTo(name, parameter);
        }
    }

    public void Dispose() => _classes?.Dispose();
}
