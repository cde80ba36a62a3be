using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Training;
using FaceGrid.Vision;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Cli.Jobs;

/// <summary><c>train encoder … --detach</c>: the run becomes a job, which a process in the background works on.</summary>
internal sealed class TrainingSubmission
{
    private readonly JobSubmissionOptions _options = new("Train even if there is such a run already");

    private readonly Option<string?> _store = new("--store")
    {
        Description = "With --detach: folder of the local store, which other commands know as --data (default: as theirs)", HelpName = "DIR",
    };

    public IReadOnlyList<Symbol> Symbols => [.. _options.Symbols, _store];

    public bool IsAsked(ParseResult result) => _options.IsAsked(result);

    /// <param name="folder">Of the photos.</param>
    /// <param name="encoder">As <c>--out</c> has it: only its name counts, which begins the model version.</param>
    /// <param name="teacher">A file.</param>
    /// <param name="from">A file.</param>
    /// <param name="checkpointEvery">Steps; 0: by time alone.</param>
    /// <param name="checkpointSeconds">0: by steps alone.</param>
    public async Task<int> Run(
        CommandContext context, EncoderRunOptions run, string folder, string? encoder, string? teacher, string? from, int checkpointEvery, int checkpointSeconds, CancellationToken cancellationToken)
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
            new CheckpointCadence(checkpointEvery > 0 ? checkpointEvery : null, checkpointSeconds > 0 ? checkpointSeconds : double.MaxValue, _options.Keep(context.Result)),
            _options.Again(context.Result));
        return await _options.Submit(context, jobs => jobs.SubmitTraining(request), "trains it anew", cancellationToken, context.Result.GetValue(_store) is { } data ? Path.GetFullPath(data) : null);
    }

    /// <summary>The worker has another working directory.</summary>
    /// <exception cref="BadInputException">There is no such file.</exception>
    private static string? Everywhere(string? file) => file is null ? null
        : File.Exists(file) ? Path.GetFullPath(file)
        : throw new BadInputException(file, "no such file");
}
