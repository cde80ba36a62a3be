using System.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Cli.Jobs;
using FaceGrid.Vision;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Cli.Training;

/// <summary>All options of <c>train encoder</c>: those of the run, of files, and of background jobs.</summary>
internal sealed class TrainEncoderOptions
{
    private readonly EncoderOptions _encoder = new();
    private readonly Option<string> _output = new("--out") { Description = "Weight file to write", HelpName = "FILE" };

    private readonly Option<string?> _teacher = new("--teacher")
    {
        Description = "Teacher for distillation: name or file of an encoder",
        HelpName = "NAME|FILE",
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Weight file to start from (default: random weights)",
        HelpName = "FILE",
    };

    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "Checkpoint directory. Resumes from an existing checkpoint; results are bit-identical",
        HelpName = "DIR",
    };

    private readonly Option<int> _everySteps = SharedOptions.Count(
        "--checkpoint-every", "Steps between two checkpoints (0: by time only)", 0, 0, EncoderRunRules.MostSteps);

    private readonly Option<int> _everySeconds = SharedOptions.Count(
        "--checkpoint-seconds", "Seconds between two checkpoints (0: by steps only)", 60, 0, 86_400);

    private readonly Option<string?> _metrics =
        new("--metrics") { Description = "Write metrics of every step as CSV", HelpName = "FILE.csv" };

    private readonly Option<string?> _curves = new("--curves")
    {
        Description = "Write the training curves as a picture, and FILE.mining.png if triplets are mined",
        HelpName = "FILE.png",
    };

    private readonly Option<double?> _memory = new("--memory")
    {
        Description = "Memory limit in GiB (default: available memory)",
        HelpName = "GIB",
    };

    public TrainEncoderOptions() => _memory.Validators.Add(option =>
    {
        if (option.GetValueOrDefault<double?>() is { } value && !(value is > 0 and < 1e6))
        {
            option.AddError("--memory: must be above 0 GiB");
        }
    });

    /// <summary>Source of the photos.</summary>
    public EncoderPhotos Photos { get; } = new();

    /// <summary>Submits the run as a background job.</summary>
    public TrainingSubmission Submission { get; } = new();

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Symbol> Symbols =>
    [
        .. Photos.Symbols,
        _output,
        _teacher,
        _from,
        .. _encoder.Symbols,
        _checkpoint,
        _everySteps,
        _everySeconds,
        _metrics,
        _curves,
        _memory,
        .. Submission.Symbols,
    ];

    /// <exception cref="BadInputException">An option is unusable; the message names it.</exception>
    public TrainEncoderArguments Read(ParseResult result)
    {
        var teacher = result.GetValue(_teacher);
        return new TrainEncoderArguments(
            _encoder.Read(result, teacher is not null),
            Photos.Folder(result),
            result.GetValue(_output),
            teacher,
            result.GetValue(_from),
            result.GetValue(_checkpoint),
            result.GetValue(_everySteps),
            result.GetValue(_everySeconds),
            result.GetValue(_metrics),
            result.GetValue(_curves),
            result.GetValue(_memory) is { } gibibytes ? (long)(gibibytes * (1L << 30)) : AvailableMemory.Bytes(),
            Submission.IsAsked(result));
    }
}
