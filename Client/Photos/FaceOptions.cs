using System.CommandLine;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Commands;

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

    public IEnumerable<Symbol> Symbols => [aligned, detector, largest];

    /// <summary>Also for commands that answer for every face.</summary>
    public bool Largest(CommandContext context) => context.Result.GetValue(largest);

    public PhotoReader Open(CommandContext context, bool liveness = false) =>
        PhotoReader.Open(context, context.Result.GetValue(aligned), context.Result.GetValue(detector), liveness);
}
