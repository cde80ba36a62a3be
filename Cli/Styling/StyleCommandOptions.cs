using System.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Cli.Jobs;
using FaceGrid.Cli.Models;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Styling;

/// <summary>All options of <c>style</c>: those of the settings, of files, and of background jobs.</summary>
internal sealed class StyleCommandOptions
{
    private readonly StyleOptions _style = new();

    private readonly Option<string?> _output = new("--out")
    {
        Description = "Output picture, PNG or JPEG with embedded settings; also writes OUT.losses.png and OUT.json, "
            + "from which it can be reproduced",
        HelpName = "FILE",
    };

    private readonly Option<string?> _weights = VggOptions.Weights();
    private readonly Option<double?> _memory = MemoryBudget.Option();

    private readonly Option<int> _saveEvery = SharedOptions.Count(
        "--save-every", "Also write the current picture every N steps (0: never)", 0, 0, 1_000_000);

    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "Checkpoint file. Resumes from an existing checkpoint; results are bit-identical",
        HelpName = "FILE",
    };

    private readonly Option<int> _checkpointEvery = SharedOptions.Count(
        "--checkpoint-every", "Steps between two checkpoints", 25, 1, 1_000_000);

    /// <summary>Submits the render as a background job.</summary>
    public StyleSubmission Submission { get; } = new();

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Symbol> Symbols =>
    [
        .. _style.Symbols.Take(2), _output, .. _style.Symbols.Skip(2), _weights, _memory, _saveEvery, _checkpoint, _checkpointEvery,
        .. Submission.Symbols,
    ];

    /// <exception cref="BadInputException">An option is unusable, or options contradict each other.</exception>
    public StyleArguments Read(ParseResult result)
    {
        var arguments = new StyleArguments(
            _style.Settings(result),
            _style.HasTile(result),
            _style.Inputs(result),
            result.GetValue(_output),
            result.GetValue(_weights),
            result.GetValue(_memory),
            result.GetValue(_saveEvery),
            result.GetValue(_checkpoint),
            result.GetValue(_checkpointEvery),
            result.GetResult(_checkpointEvery) is { Implicit: false },
            Submission.IsAsked(result));
        return arguments is { Detach: true, Checkpoint: not null } or { Detach: true, SaveEvery: > 0 }
            ? throw new BadInputException(
                "--detach",
                "cannot be combined with --checkpoint or --save-every: jobs write checkpoints themselves, "
                + "and 'jobs watch --preview' writes previews")
            : arguments;
    }
}
