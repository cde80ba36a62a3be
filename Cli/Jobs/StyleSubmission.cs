using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Styling;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Vision;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Jobs;

/// <summary><c>style … --detach</c>: submits the render as a background job.</summary>
internal sealed class StyleSubmission
{
    private readonly JobSubmissionOptions _options = new("Render again although an identical job exists");

    public IReadOnlyList<Symbol> Symbols => _options.Symbols;

    public bool IsAsked(ParseResult result) => _options.IsAsked(result);

    /// <param name="context">The invocation.</param>
    /// <param name="settings">Settings of the render.</param>
    /// <param name="files">Input images.</param>
    /// <param name="weights">Value of <c>--weights</c>.</param>
    /// <param name="picture">Value of <c>--out</c>: its extension selects the format.</param>
    /// <param name="checkpointEvery">Steps between two checkpoints; null: by time.</param>
    /// <param name="cancellationToken">Cancels the submission.</param>
    public async Task<int> Run(
        CommandContext context,
        StyleSettings settings,
        StyleFiles files,
        string? weights,
        string? picture,
        int? checkpointEvery,
        CancellationToken cancellationToken)
    {
        if (picture is not null)
        {
            StyleResults.RequireKnown(picture);
        }

        return await _options.Submit(
            context,
            async jobClient => await jobClient.Submit(new StyleJobRequest(
                new StyleRunSettings(
                    settings,
                    Everywhere(weights),
                    "picture" + (Path.GetExtension(picture) ?? ".png"),
                    context.Threads > 0 ? context.Threads : null).ToJson(),
                await Store(jobClient.Blobs, files, cancellationToken),
                _options.Priority(context.Result),
                CheckpointCadence.Default with { Steps = checkpointEvery, Keep = _options.Keep(context.Result) },
                _options.Again(context.Result))),
            cancellationToken);
    }

    /// <summary>Full path of a weights file: the worker has another working directory.</summary>
    private static string? Everywhere(string? weights) => weights is not null && File.Exists(weights) ? Path.GetFullPath(weights) : weights;

    private static async Task<IReadOnlyList<JobImage>> Store(IBlobStore blobs, StyleFiles files, CancellationToken cancellationToken)
    {
        var images = new List<JobImage>();
        var (styles, masks) = (0, 0);
        foreach (var (input, bytes) in files.Inputs.Zip(files.Bytes))
        {
            var role = input.Role switch
            {
                StyleImageRole.Content => JobImageRoles.Content,
                StyleImageRole.Style => JobImageRoles.Style(++styles),
                StyleImageRole.Mask => JobImageRoles.Mask(++masks),
                StyleImageRole.Start => JobImageRoles.Start,
                _ => throw new BadInputException(input.Name, $"cannot be the {input.Role} image of a job"),
            };
            images.Add(new JobImage(role, input.Name, await blobs.Put(bytes, cancellationToken)));
        }

        return images;
    }
}
