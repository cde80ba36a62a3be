using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Training.Data;
using FaceGrid.Vision.Training.Losses;
using FaceGrid.Vision.Training.Mining;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Trains an encoder, one step at a time. Between any two steps the run can be saved as a checkpoint; a run resumed from it computes the
/// same bits as one that never stopped, on the same kind of device with the same libtorch. Every step uses the number of threads that the
/// run started with. Not safe for concurrent calls.
/// </summary>
public sealed partial class EncoderRun : IDisposable
{
    private readonly EncoderRunInputs _inputs;
    private readonly Device _device;
    private readonly EncoderNetwork _network;
    private readonly EncoderObjective _objective;
    private readonly RunOptimizer _optimizer;
    private readonly RunBatches _batches;
    private readonly PeopleSplit _split;
    private readonly HeldOutPairs? _heldOut;
    private readonly HintTeacher? _teacher;
    private readonly List<RunStep> _steps = [];
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly string? _fromHash;
    private int _stepsHere;
    private Dictionary<string, Tensor>? _best;
    private (int Step, double Score, int Worse) _validation;
    private bool _diverged;

    private EncoderRun(EncoderRunOptions options, EncoderRunInputs inputs, string device, int threads)
    {
        options.Validate();
        if (options.WeightOf(TrainingLossKind.Distillation) > 0 && inputs.Teacher is null)
        {
            throw new BadInputException("--teacher", "the objective has a term of distillation, which needs a teacher");
        }

        if (options.WeightOf(TrainingLossKind.Regression) > 0 && inputs.PersonTargets is null)
        {
            throw new BadInputException("--loss regression", "needs known numbers of every person, which only rendered people have");
        }

        if (options.Hints > 0 && inputs.TeacherFile is null)
        {
            throw new BadInputException("--hints", "come from a teacher's network: its weight file is missing");
        }

        (Options, _inputs, _device, Threads) = (options, inputs, ComputeDevice.Parse(device), threads);
        _split = PeopleSplit.Of(inputs.Photos, options.HeldOut, options.Seed);
        RunPhotos.Require(inputs.Photos, _split, options);
        AllocatorMemory.RetainFreed();
        _network = new EncoderNetwork(options);
        if (options.Freeze > 0 && inputs.From is null)
        {
            throw new BadInputException(
                Text($"--freeze {options.Freeze}"), "random weights cannot be frozen: start from a file, --from FILE");
        }

        _objective = new EncoderObjective(options, _split.Training.Count);
        _network.To(_device);
        _objective.To(_device);
        _optimizer = new RunOptimizer(
            options.Optimizer, _network.TrainableParameters().Concat(_objective.TrainableParameters()), options.WeightDecay);
        _batches = new RunBatches(options, inputs, _split.Training, _network.Input);
        _heldOut = _split.HeldOut.Count > 0 ? new HeldOutPairs(inputs.Photos, _split.HeldOut, options.Seed) : null;
        _fromHash = inputs.FromHash();
        _teacher = options.Hints > 0 ? HintTeacher.Open(inputs.TeacherFile!, _network, _device) : null;
    }

    /// <summary>The options of the run.</summary>
    public EncoderRunOptions Options { get; }

    /// <summary>Processor threads that every step uses: the number that libtorch had when the run started.</summary>
    public int Threads { get; }

    /// <summary>Number of steps done.</summary>
    public int StepsDone => _steps.Count;

    /// <summary>Number of steps of the whole run.</summary>
    public int StepsTotal => Options.Steps;

    /// <summary>All steps are done, or validation no longer improves.</summary>
    public bool IsFinished => StepsDone == StepsTotal || IsOutOfPatience;

    /// <summary>The run ended because validation no longer improved.</summary>
    public bool IsOutOfPatience => Options.Patience > 0 && _validation.Worse >= Options.Patience;

    /// <summary>Measurements of every step so far.</summary>
    public IReadOnlyList<RunStep> Steps => _steps;

    /// <summary>Statistics of the batches and the triplets mined from them; null where nothing is mined.</summary>
    public IReadOnlyList<MiningStatistics>? Mining => _objective.Mining;

    /// <summary>Number of steps after which validation was best; 0 before the first validation.</summary>
    public int BestStep => _validation.Step;

    /// <summary>Number of the network's parameters.</summary>
    public long ParameterCount => _network.ParameterCount;

    /// <summary>Number of people trained on, and of people held out.</summary>
    public (int Training, int HeldOut) People => (_split.Training.Count, _split.HeldOut.Count);

    /// <summary>Photos of the held-out people; null where none are held out.</summary>
    public ITrainingPhotos? HeldOut => _split.HeldOut.Count > 0 ? new PhotoSubset(_inputs.Photos, _split.HeldOut) : null;

    /// <summary>One step of the optimiser, followed by a validation where one is due.</summary>
    /// <exception cref="TrainingDivergedException">The loss is not finite, or the encodings collapsed; the run cannot continue.</exception>
    /// <exception cref="InvalidOperationException">The run is finished, or has diverged.</exception>
    public TrainingProgress Advance()
    {
        if (IsFinished || _diverged)
        {
            throw new InvalidOperationException(_diverged ? "the run has diverged" : "the run is finished");
        }

        using var threads = ComputeThreads.Use(Threads);
        var step = StepsDone;
        var measured = Learn(step);
        if (_heldOut is not null && ((step + 1) % Options.ValidateEvery == 0 || step + 1 == StepsTotal))
        {
            var score = _heldOut.Evaluate(Encode, _inputs.Teacher);
            measured = measured with { Accuracy = score.Accuracy, Agreement = score.Agreement ?? double.NaN };
            KeepIfBest(step + 1, score);
        }

        _steps.Add(measured);
        _stepsHere++;
        var seconds = TimeProvider.System.GetElapsedTime(_started).TotalSeconds;
        var isValidated = !double.IsNaN(measured.Accuracy);
        return new TrainingProgress(
            isValidated ? TrainingPhase.Validate : TrainingPhase.Train,
            StepsDone,
            StepsTotal,
            measured.Loss,
            isValidated ? measured.Accuracy : double.IsNaN(measured.Right) ? measured.Active : measured.Right,
            measured.Rate,
            seconds,
            _stepsHere * Options.BatchSize / seconds);
    }

    /// <summary>Encodes with the present weights; batch normalisation uses its running statistics.</summary>
    /// <param name="faces">Crops of 112 x 112.</param>
    /// <returns>128 floats of L2 norm 1 for each face.</returns>
    public float[][] Encode(IReadOnlyList<RgbImage> faces) => _network.Encode(faces, _device);

    /// <summary>Replaces the weights by those of a network with the same backbone and size. Before the first step only.</summary>
    internal void TakeWeightsFrom(EncoderNetwork network) => _network.CopyFrom(network);

    /// <summary>Copies the present weights into a network with the same backbone and size.</summary>
    internal void GiveWeightsTo(EncoderNetwork network) => network.CopyFrom(_network);

    public void Dispose()
    {
        _batches.Finish();
        _optimizer.Dispose();
        _teacher?.Dispose();
        _objective.Dispose();
        _network.Dispose();
        DisposeBest();
        AllocatorMemory.ReleaseFreed();
    }

    private RunStep Learn(int step)
    {
        using var scope = NewDisposeScope();
        var batch = _batches.At(step);
        var rate = Options.RateOfSteps.At(step);
        _network.UseTrainingMode();
        try
        {
            var (outputs, teacher) = _teacher is null
                ? (_network.Outputs(batch.Pixels, batch.People.Length, _device), null)
                : Compare(_teacher, batch, step);
            var (loss, measured) = _objective.Of(outputs, batch, step, rate, teacher);
            if (!double.IsFinite(measured.Loss))
            {
                throw TrainingDivergedException.NotFinite(step + 1, "the loss");
            }

            if (loss is not null)
            {
                _network.ReleaseGradients();
                _objective.ReleaseGradients();
                _optimizer.Step(loss, rate);
            }

            return measured;
        }
        catch (TrainingDivergedException)
        {
            _diverged = true;
            throw;
        }
    }

    /// <summary>The student's outputs for a batch, with the teacher's encodings of it and the loss between the maps of both.</summary>
    private (Tensor Outputs, TeacherOutputs Teacher) Compare(HintTeacher teacher, RunBatch batch, int step)
    {
        var pixels = _network.ToTensor(batch.Pixels, batch.People.Length, _device);
        var wanted = teacher.Maps(pixels);
        var maps = step < Options.ForcedSteps ? _network.MapsFrom(pixels, wanted) : _network.Maps(pixels);
        return (maps[^1], new TeacherOutputs(nn.functional.normalize(wanted[^1]), StageHints.Of(maps, wanted)));
    }

    /// <summary>Keeps a copy of the weights if the validation is the best so far; of equal ones the latest counts.</summary>
    private void KeepIfBest(int step, HeldOutScore score)
    {
        // Agreement with a teacher changes smoothly; accuracy over a few thousand pairs changes in jumps.
        var value = Options.WeightOf(TrainingLossKind.Distillation) > 0 ? score.Agreement!.Value : score.Accuracy;
        if (_best is not null && !(value >= _validation.Score))
        {
            _validation.Worse++;
            return;
        }

        DisposeBest();
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        _best = _network.State().ToDictionary(
            s => s.Name, s => s.Tensor.detach().clone().DetachFromDisposeScope(), StringComparer.Ordinal);
        _validation = (step, value, 0);
    }

    private void DisposeBest()
    {
        foreach (var (_, tensor) in _best ?? [])
        {
            tensor.Dispose();
        }

        _best = null;
    }
}
