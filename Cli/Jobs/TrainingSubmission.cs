using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Training;
using FaceGrid.Vision;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Cli.Jobs;

/// <summary><c>train encoder … --detach</c>: submits the run as a background job.</summary>
internal sealed class TrainingSubmission
{
    private readonly JobSubmissionOptions _options = new("Train again although an identical run exists");

    private readonly Option<string?> _store = new("--store")
    {
        Description = "With --detach: folder of the local store, called --data by other commands (default: theirs)", HelpName = "DIR",
    };

    public IReadOnlyList<Symbol> Symbols => [.. _options.Symbols, _store];

    public bool IsAsked(ParseResult result) => _options.IsAsked(result);

    /// <param name="context">The invocation.</param>
    /// <param name="run">Options of the run.</param>
    /// <param name="folder">Folder of the photos.</param>
    /// <param name="encoder">Value of <c>--out</c>: its file name becomes the first part of the model version.</param>
    /// <param name="teacher">Weight file of the teacher; null: none.</param>
    /// <param name="from">Weight file to start from; null: random weights.</param>
    /// <param name="checkpointEvery">Steps between two checkpoints; 0: by time only.</param>
    /// <param name="checkpointSeconds">Seconds between two checkpoints; 0: by steps only.</param>
    /// <param name="cancellationToken">Cancels the submission.</param>
    public async Task<int> Run(
        CommandContext context,
        EncoderRunOptions run,
        string folder,
        string? encoder,
        string? teacher,
        string? from,
        int checkpointEvery,
        int checkpointSeconds,
        CancellationToken cancellationToken)
    {
        var configuration = new EncoderRunConfiguration(
            run,
            Path.GetFileName(encoder) ?? EncoderRunConfiguration.DefaultEncoder,
            Everywhere(teacher),
            Everywhere(from),
            context.Threads > 0 ? context.Threads : null);
        var request = new TrainingRunRequest(
            configuration.ToJson(),
            Path.GetFullPath(folder),
            _options.Priority(context.Result),
            new CheckpointCadence(
                checkpointEvery > 0 ? checkpointEvery : null,
                checkpointSeconds > 0 ? checkpointSeconds : double.MaxValue,
                _options.Keep(context.Result)),
            _options.Again(context.Result));
        return await _options.Submit(
            context,
            jobClient => jobClient.SubmitTraining(request),
            cancellationToken,
            context.Result.GetValue(_store) is { } data ? Path.GetFullPath(data) : null);
    }

    /// <summary>Full path of a file: the worker has another working directory.</summary>
    /// <exception cref="BadInputException">There is no such file.</exception>
    private static string? Everywhere(string? file) => file is null ? null
        : File.Exists(file) ? Path.GetFullPath(file)
        : throw new BadInputException(file, "no such file");
}
