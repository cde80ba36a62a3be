using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Training.Losses;
using FaceGrid.Vision.Training.Mining;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The weighted sum that a run minimises, with what its terms keep beside the network.</summary>
internal sealed class EncoderObjective : IDisposable
{
    private readonly double _distillation;
    private readonly double _hints;
    private readonly (PeopleTerm Term, double Weight)? _people;
    private readonly (ClassTerm Term, double Weight)? _classes;

    /// <param name="people">Training people.</param>
    public EncoderObjective(EncoderRunOptions options, int people)
    {
        _hints = options.Hints;
        foreach (var (kind, weight) in options.Losses)
        {
            switch (kind)
            {
                case TrainingLossKind.Distillation:
                    _distillation = weight;
                    break;
                case TrainingLossKind.Softmax or TrainingLossKind.CosineMargin:
                    _classes = (new ClassTerm(options, kind, people), weight);
                    break;
                default:
                    _people = (new PeopleTerm(options, kind), weight);
                    break;
            }
        }
    }

    /// <summary>How batches lay and what was mined of them; null where nothing is mined.</summary>
    public IReadOnlyList<MiningStatistics>? Mining => _people?.Term.History.Entries is { Count: > 0 } entries ? entries : null;

    /// <summary>Learned with the network and thrown away after it.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> Learned() => Modules().SelectMany(m => m.Module.named_parameters().Select(p => (m.Prefix + p.name, p.parameter)));

    /// <inheritdoc cref="EncoderNetwork.ForgetGradients"/>
    public void ForgetGradients()
    {
        foreach (var (_, module) in Modules())
        {
            module.zero_grad(set_to_none: true);
        }
    }

    public void To(Device device)
    {
        foreach (var (_, module) in Modules())
        {
            module.to(device);
        }
    }

    /// <summary>Adds the terms up.</summary>
    /// <param name="encodings">N x 128 of L2 norm 1, with gradient.</param>
    /// <param name="step">0 for the first.</param>
    /// <param name="taught">What a teacher said of these very views; null: <see cref="RunBatch.Teacher"/> has what it says of the photos.</param>
    /// <returns>A scalar in the caller's scope, null where the batch has nothing to teach, and what it is made of.</returns>
    public (Tensor? Loss, RunStep Measured) Of(Tensor encodings, RunBatch batch, int step, double rate, TaughtViews? taught = null)
    {
        Tensor? sum = null;
        var measured = new RunStep(step + 1, 0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, rate, double.NaN, double.NaN, double.NaN);
        if (_distillation > 0)
        {
            var teacher = taught?.Encodings ?? tensor(batch.Teacher!, [batch.People.Length, FaceEncoding.Dimension], device: encodings.device);
            measured = measured with { Distillation = Add(DistillationLoss.Of(encodings, teacher, DistillationKind.Cosine), _distillation) };
        }

        if (taught is not null)
        {
            measured = measured with { Hints = Add(taught.Hints, _hints) };
        }

        if (_people is { } people)
        {
            var (loss, active) = people.Term.Of(encodings, batch, step);
            measured = measured with { Pairs = loss is null ? 0 : Add(loss, people.Weight), Active = active };
        }

        if (_classes is { } classes)
        {
            var (loss, right) = classes.Term.Of(encodings, batch.People, step);
            measured = measured with { Classes = Add(loss, classes.Weight), Right = right };
        }

        return (sum, measured with { Loss = sum?.item<float>() ?? 0 });

        double Add(Tensor term, double weight)
        {
            var weighted = weight == 1 ? term : term.Times(weight);
            sum = sum is null ? weighted : sum.Plus(weighted);
            return term.item<float>();
        }
    }

    public void Save(CheckpointWriter writer)
    {
        foreach (var (name, parameter) in Learned())
        {
            writer.Add(name, parameter);
        }

        _people?.Term.Save(writer);
    }

    /// <exception cref="BadInputException">The checkpoint holds no such state.</exception>
    public void Load(CheckpointReader reader)
    {
        using var gradients = no_grad();
        foreach (var (name, parameter) in Learned())
        {
            reader.CopyTo(name, parameter);
        }

        _people?.Term.Load(reader);
    }

    public void Dispose()
    {
        _people?.Term.Dispose();
        _classes?.Term.Dispose();
    }

    private IEnumerable<(string Prefix, nn.Module Module)> Modules()
    {
        if (_people?.Term.Module is { } head)
        {
            yield return ("pairs.", head);
        }

        if (_classes is { } classes)
        {
            yield return ("classes.", classes.Term.Module);
        }
    }
}
