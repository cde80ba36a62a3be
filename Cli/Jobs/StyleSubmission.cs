using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Styling;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Vision;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Jobs;

/// <summary><c>style … --detach</c>: the picture becomes a job, which a process in the background works on.</summary>
internal sealed class StyleSubmission
{
    private readonly JobSubmissionOptions _options = new("Render even if there is such a job already");

    public IReadOnlyList<Symbol> Symbols => _options.Symbols;

    public bool IsAsked(ParseResult result) => _options.IsAsked(result);

    /// <param name="weights">As <c>--weights</c> has it.</param>
    /// <param name="picture">As <c>--out</c> has it: only its ending counts, for the format.</param>
    /// <param name="checkpointEvery">Steps; null: by time.</param>
    public async Task<int> Run(
        CommandContext context, StyleSettings settings, StyleFiles files, string? weights, string? picture, int? checkpointEvery, CancellationToken cancellationToken)
    {
        if (picture is not null)
        {
            StyleResults.RequireKnown(picture);
        }

        return await _options.Submit(
            context,
            async jobs => await jobs.Submit(new StyleJobRequest(
                new StyleRunSettings(
                    settings,
                    Everywhere(weights),
                    "picture" + (Path.GetExtension(picture) ?? ".png"),
                    context.Threads > 0 ? context.Threads : null).ToJson(),
                await Store(jobs.Blobs, files, cancellationToken),
                _options.Priority(context.Result),
                CheckpointCadence.Default with { Steps = checkpointEvery, Keep = _options.Keep(context.Result) },
                _options.Again(context.Result))),
            "renders it anew",
            cancellationToken);
    }

    /// <summary>The worker has another working directory.</summary>
    private static string? Everywhere(string? weights) => weights is not null && File.Exists(weights) ? Path.GetFullPath(weights) : weights;

    private static async Task<IReadOnlyList<JobImage>> Store(IBlobStore blobs, StyleFiles files, CancellationToken cancellationToken)
    {
        var images = new List<JobImage>();
        var (styles, masks) = (0, 0);
        foreach (var (input, bytes) in files.Inputs.Zip(files.Bytes))
        {
            var role = input.Part switch
            {
                "content" => JobImageRoles.Content,
                "style" => JobImageRoles.Style(++styles),
                "mask" => JobImageRoles.Mask(++masks),
                "start" => JobImageRoles.Start,
                _ => throw new BadInputException(input.Name, $"a job takes no {input.Part} image"),
            };
            images.Add(new JobImage(role, input.Name, await blobs.Put(bytes, cancellationToken)));
        }

        return images;
    }
}
