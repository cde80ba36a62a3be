using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Training.Losses;
using FaceGrid.Vision.Training.Mining;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The weighted sum of loss terms that a run minimises, with the state of the terms.</summary>
internal sealed class EncoderObjective : IDisposable
{
    private readonly double _distillation;
    private readonly double _hints;
    private readonly double _regression;
    private readonly (PeopleTerm Term, double Weight)? _people;
    private readonly (ClassTerm Term, double Weight)? _classes;

    /// <param name="people">Number of training people.</param>
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
                case TrainingLossKind.Regression:
                    _regression = weight;
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

    /// <summary>Statistics of the batches and the triplets mined from them; null where nothing is mined.</summary>
    public IReadOnlyList<MiningStatistics>? Mining => _people?.Term.History.Entries is { Count: > 0 } entries ? entries : null;

    /// <summary>Parameters of the terms: trained with the network and discarded afterwards.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> TrainableParameters() =>
        Modules().SelectMany(m => m.Module.named_parameters().Select(p => (m.Prefix + p.name, p.parameter)));

    /// <inheritdoc cref="EncoderNetwork.ReleaseGradients"/>
    public void ReleaseGradients()
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

    /// <summary>Computes the weighted sum of the terms.</summary>
    /// <param name="outputs">N x 128 as the network gives them, with gradient; encodings are their rows divided by the L2 norm.</param>
    /// <param name="step">0 for the first.</param>
    /// <param name="rate">Learning rate of the step, for the measurements.</param>
    /// <param name="teacherOutputs">The teacher's outputs for these views; null takes <see cref="RunBatch.Teacher"/>.</param>
    /// <returns>A scalar in the caller's scope, null where no term has a loss, and the measurements of the step.</returns>
    public (Tensor? Loss, RunStep Measured) Of(
        Tensor outputs, RunBatch batch, int step, double rate, TeacherOutputs? teacherOutputs = null)
    {
        Tensor? sum = null;
        var measured = RunStep.Unmeasured(step + 1, rate);
        var encodings = nn.functional.normalize(outputs);
        if (_distillation > 0)
        {
            var teacher = teacherOutputs?.Encodings
                ?? tensor(batch.Teacher!, [batch.People.Length, FaceEncoding.Dimension], device: encodings.device);
            measured = measured with
            {
                Distillation = Add(DistillationLoss.Of(encodings, teacher, DistillationKind.Cosine), _distillation),
            };
        }

        if (teacherOutputs is not null)
        {
            measured = measured with { Hints = Add(teacherOutputs.Hints, _hints) };
        }

        if (_regression > 0)
        {
            var targets = batch.Targets!;
            var perPhoto = targets.Length / batch.People.Length;
            var wanted = tensor(targets, [batch.People.Length, perPhoto], device: outputs.device);
            var loss = Add(RegressionLoss.Of(outputs, wanted), _regression);
            measured = measured with { Right = 1 - (loss / targets.Average(t => (double)t * t)) };
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
        foreach (var (name, parameter) in TrainableParameters())
        {
            writer.Add(name, parameter);
        }

        _people?.Term.Save(writer);
    }

    /// <exception cref="BadInputException">The checkpoint holds no such state.</exception>
    public void Load(CheckpointReader reader)
    {
        using var gradients = no_grad();
        foreach (var (name, parameter) in TrainableParameters())
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
