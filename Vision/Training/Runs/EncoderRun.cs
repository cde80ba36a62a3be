using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Training.Losses;
using FaceGrid.Vision.Training.Mining;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Trains an encoder, one step at a time. Between any two steps it can be written down and go on elsewhere with the same
/// bits: on the same kind of device, with the same libtorch. Every step is computed with the number of threads that the run
/// began with. Not safe for concurrent calls.
/// </summary>
public sealed partial class EncoderRun : IDisposable
{
    private const int JudgedAtOnce = 32;

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
    private (int Step, double Score, int Worse) _judged;
    private bool _diverged;

    private EncoderRun(EncoderRunOptions options, EncoderRunInputs inputs, string device, int threads)
    {
        options.Validate();
        if (options.WeightOf(TrainingLossKind.Distillation) > 0 && inputs.Teacher is null)
        {
            throw new BadInputException("--teacher", "the objective has a term of distillation, which needs a teacher");
        }

        if (options.Hints > 0 && inputs.TeacherFile is null)
        {
            throw new BadInputException("--hints", "come from a teacher's network: its weight file is missing");
        }

        (Options, _inputs, _device, Threads) = (options, inputs, ComputeDevice.Parse(device), threads);
        _split = PeopleSplit.Of(inputs.Photos, options.HeldOut, options.Seed);
        RunPhotos.Require(inputs.Photos, _split, options);
        HeldMemory.Keep();
        _network = new EncoderNetwork(options);
        if (options.Freeze > 0 && inputs.From is null)
        {
            throw new BadInputException(Text($"--freeze {options.Freeze}"), "random weights are not worth keeping: begin with some, --from FILE");
        }

        _objective = new EncoderObjective(options, _split.Training.Count);
        _network.To(_device);
        _objective.To(_device);
        _optimizer = new RunOptimizer(options.Optimizer, _network.Learned().Concat(_objective.Learned()), options.WeightDecay);
        _batches = new RunBatches(options, inputs.Photos, _split.Training, options.Hints > 0 ? null : inputs.Teacher, _network.Input);
        _heldOut = _split.HeldOut.Count > 0 ? new HeldOutPairs(inputs.Photos, _split.HeldOut, options.Seed) : null;
        _fromHash = inputs.FromHash();
        _teacher = options.Hints > 0 ? HintTeacher.Open(inputs.TeacherFile!, _network, _device) : null;
    }

    public EncoderRunOptions Options { get; }

    /// <summary>Processor threads that every step is computed with: those that libtorch had when the run began.</summary>
    public int Threads { get; }

    public int StepsDone => _steps.Count;

    public int StepsTotal => Options.Steps;

    public bool IsFinished => StepsDone == StepsTotal || IsOutOfPatience;

    /// <summary>The run ended because validation no longer improved.</summary>
    public bool IsOutOfPatience => Options.Patience > 0 && _judged.Worse >= Options.Patience;

    /// <summary>Every step so far.</summary>
    public IReadOnlyList<RunStep> Steps => _steps;

    /// <summary>How batches lay and what was mined of them; null where nothing is mined.</summary>
    public IReadOnlyList<MiningStatistics>? Mining => _objective.Mining;

    /// <summary>After how many steps validation was best; 0: nothing was validated yet.</summary>
    public int BestStep => _judged.Step;

    public long ParameterCount => _network.ParameterCount;

    /// <summary>People trained on, and people held out.</summary>
    public (int Training, int HeldOut) People => (_split.Training.Count, _split.HeldOut.Count);

    /// <summary>Who is held out; null where nobody is.</summary>
    public ITrainingPhotos? HeldOut => _split.HeldOut.Count > 0 ? new PhotosOfSome(_inputs.Photos, _split.HeldOut) : null;

    /// <summary>One step of the optimiser, with a validation after it where one is due.</summary>
    /// <exception cref="TrainingDivergedException">The loss is not finite any more; the run cannot go on.</exception>
    /// <exception cref="InvalidOperationException">It is finished, or has diverged.</exception>
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
            var score = _heldOut.Evaluate(faces => Encode(_network, faces), _inputs.Teacher);
            measured = measured with { Accuracy = score.Accuracy, Agreement = score.Agreement ?? double.NaN };
            Judge(step + 1, score);
        }

        _steps.Add(measured);
        _stepsHere++;
        var seconds = TimeProvider.System.GetElapsedTime(_started).TotalSeconds;
        var quality = double.IsNaN(measured.Accuracy) ? (double.IsNaN(measured.Right) ? measured.Active : measured.Right) : measured.Accuracy;
        return new TrainingProgress(
            double.IsNaN(measured.Accuracy) ? "train" : "validate", StepsDone, StepsTotal, measured.Loss, quality, measured.Rate, seconds, _stepsHere * Options.BatchSize / seconds);
    }

    /// <summary>Encodes with the network as it is now, running statistics in place of the batch's.</summary>
    public float[][] Encode(IReadOnlyList<RgbImage> faces) => Encode(_network, faces);

    public void Dispose()
    {
        _batches.Finish();
        _optimizer.Dispose();
        _teacher?.Dispose();
        _objective.Dispose();
        _network.Dispose();
        ForgetBest();
        HeldMemory.GiveBack();
    }

    private RunStep Learn(int step)
    {
        using var scope = NewDisposeScope();
        var batch = _batches.At(step);
        var rate = Options.RateOfSteps.At(step);
        _network.Train();
        try
        {
            var (encodings, taught) = _teacher is null ? (_network.Encode(batch.Pixels, batch.People.Length, _device), null) : Ask(_teacher, batch, step);
            var (loss, measured) = _objective.Of(encodings, batch, step, rate, taught);
            if (!double.IsFinite(measured.Loss))
            {
                throw TrainingDivergedException.NoNumber(step + 1, "the loss");
            }

            if (loss is not null)
            {
                _network.ForgetGradients();
                _objective.ForgetGradients();
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

    /// <summary>The student's encodings of a batch, and what the teacher has to say of it and of the way there.</summary>
    private (Tensor Encodings, TaughtViews Taught) Ask(HintTeacher teacher, RunBatch batch, int step)
    {
        var pixels = _network.ToTensor(batch.Pixels, batch.People.Length, _device);
        var wanted = teacher.Maps(pixels);
        var maps = step < Options.ForcedSteps ? _network.MapsFrom(pixels, wanted) : _network.Maps(pixels);
        return (nn.functional.normalize(maps[^1]), new TaughtViews(nn.functional.normalize(wanted[^1]), StageHints.Of(maps, wanted)));
    }

    /// <summary>Keeps the weights if they are the best so far, of equal ones the latest.</summary>
    private void Judge(int step, HeldOutScore score)
    {
        // A teacher's agreement is smooth, while the accuracy over some thousand pairs jumps.
        var value = Options.WeightOf(TrainingLossKind.Distillation) > 0 ? score.Agreement!.Value : score.Accuracy;
        if (_best is not null && !(value >= _judged.Score))
        {
            _judged.Worse++;
            return;
        }

        ForgetBest();
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        _best = _network.State().ToDictionary(s => s.Name, s => s.Tensor.detach().clone().DetachFromDisposeScope(), StringComparer.Ordinal);
        _judged = (step, value, 0);
    }

    private void ForgetBest()
    {
        foreach (var (_, tensor) in _best ?? [])
        {
            tensor.Dispose();
        }

        _best = null;
    }

    private float[][] Encode(EncoderNetwork network, IReadOnlyList<RgbImage> faces)
    {
        network.Judge();
        using var gradients = no_grad();
        var size = network.Input.Height * network.Input.Width * 3;
        var encodings = new List<float[]>(faces.Count);
        for (var from = 0; from < faces.Count; from += JudgedAtOnce)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(JudgedAtOnce, faces.Count - from);
            var pixels = new float[count * size];
            for (var i = 0; i < count; i++)
            {
                network.Input.Write(faces[from + i], pixels.AsSpan(i * size, size));
            }

            encodings.AddRange(network.Encode(pixels, count, _device).cpu().contiguous().data<float>().ToArray().Chunk(FaceEncoding.Dimension));
        }

        return [.. encodings];
    }
}
