using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Photos;

/// <summary>Options for face detection and the choice of a face, shared by all commands that read photos.</summary>
internal sealed class FaceOptions
{
    private readonly Option<bool> _aligned = SharedOptions.Aligned();
    private readonly Option<string?> _detector = new("--detector")
    {
        Description = "Face detector (default: the best with installed weights; 'none': centre crop)",
        HelpName = "NAME|none",
    };

    private readonly Option<bool> _largest = new("--largest") { Description = "Use the largest of several faces in a photo" };

    private readonly Option<bool> _central = new("--central") { Description = "Use the most central of several faces in a photo" };

    /// <summary>All options, in the order of the help.</summary>
    public IEnumerable<Symbol> Symbols => [_aligned, _detector, _largest, _central];

    /// <param name="context">The invocation.</param>
    /// <param name="otherwise">Choice if neither option is given.</param>
    /// <exception cref="BadInputException">Both options were given.</exception>
    public FaceArguments Read(CommandContext context, FaceChoice otherwise = FaceChoice.Only) =>
        new(context.Result.GetValue(_aligned), context.Result.GetValue(_detector), Choice(context, otherwise));

    /// <exception cref="BadInputException">Both options were given.</exception>
    public FaceChoice Choice(CommandContext context, FaceChoice otherwise = FaceChoice.Only) =>
        (context.Result.GetValue(_largest), context.Result.GetValue(_central)) switch
        {
            (true, true) => throw new BadInputException("--largest and --central", "only one of them can be given"),
            (true, _) => FaceChoice.Largest,
            (_, true) => FaceChoice.Central,
            _ => otherwise,
        };

    /// <exception cref="BadInputException">The detector is unknown, or its weights are not installed.</exception>
    public PhotoReader Open(CommandContext context, bool liveness = false) =>
        PhotoReader.Open(context.Catalog, context.Device, context.Result.GetValue(_aligned), context.Result.GetValue(_detector), liveness);
}
