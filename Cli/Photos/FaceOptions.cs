using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Photos;

/// <summary>The options that say how faces get from photos onto the template; every command that reads photos has them.</summary>
internal sealed class FaceOptions
{
    private readonly Option<bool> _aligned = SharedOptions.Aligned();
    private readonly Option<string?> _detector = new("--detector")
    {
        Description = "Which network finds the faces (default: the best whose weights are there; 'none': the middle of the picture is the face)",
        HelpName = "NAME|none",
    };

    private readonly Option<bool> _largest = new("--largest") { Description = "Of several faces in a photo take the largest" };

    private readonly Option<bool> _central = new("--central") { Description = "Of several faces in a photo take the one nearest to its middle" };

    public IEnumerable<Symbol> Symbols => [_aligned, _detector, _largest, _central];

    /// <exception cref="BadInputException">Both were asked for.</exception>
    public FaceChoice Choice(CommandContext context, FaceChoice otherwise = FaceChoice.Only) => (context.Result.GetValue(_largest), context.Result.GetValue(_central)) switch
    {
        (true, true) => throw new BadInputException("--largest and --central", "only one face can be taken"),
        (true, _) => FaceChoice.Largest,
        (_, true) => FaceChoice.Central,
        _ => otherwise,
    };

    public PhotoReader Open(CommandContext context, bool liveness = false) =>
        PhotoReader.Open(context.Catalog, context.Device, context.Result.GetValue(_aligned), context.Result.GetValue(_detector), liveness);
}
