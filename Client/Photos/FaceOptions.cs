using System.CommandLine;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Commands;
using FaceGrid.Vision;

namespace FaceGrid.Client.Photos;

/// <summary>The options that say how faces get from photos onto the template; every command that reads photos has them.</summary>
internal sealed class FaceOptions
{
    /// <summary>The value of <c>--detector</c> for "do not look, take the middle".</summary>
    public const string NoDetector = "none";

    private readonly Option<bool> aligned = SharedOptions.Aligned();
    private readonly Option<string?> detector = new("--detector")
    {
        Description = "Which network finds the faces (default: the best whose weights are there; 'none': the middle of the picture is the face)",
        HelpName = "NAME|none",
    };

    private readonly Option<bool> largest = new("--largest") { Description = "Of several faces in a photo take the largest" };

    private readonly Option<bool> central = new("--central") { Description = "Of several faces in a photo take the one nearest to its middle" };

    public IEnumerable<Symbol> Symbols => [aligned, detector, largest, central];

    /// <exception cref="BadInputException">Both were asked for.</exception>
    public FaceChoice Choice(CommandContext context, FaceChoice otherwise = FaceChoice.Only) => (context.Result.GetValue(largest), context.Result.GetValue(central)) switch
    {
        (true, true) => throw new BadInputException("--largest and --central", "only one face can be taken"),
        (true, _) => FaceChoice.Largest,
        (_, true) => FaceChoice.Central,
        _ => otherwise,
    };

    public PhotoReader Open(CommandContext context, bool liveness = false) =>
        PhotoReader.Open(context, context.Result.GetValue(aligned), context.Result.GetValue(detector), liveness);
}
