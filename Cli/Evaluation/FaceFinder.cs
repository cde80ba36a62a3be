using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Finds the face of a photo in a liveness test.</summary>
/// <param name="locator">Detector; null: photos are crops, and the whole picture is the face box.</param>
internal sealed class FaceFinder(DetectingLocator? locator) : IDisposable
{
    /// <summary>Name in results.</summary>
    public string Name => locator?.Name ?? "whole picture";

    /// <summary>Creates the finder of a command.</summary>
    /// <param name="context">The invocation, for weights and device.</param>
    /// <param name="crops">True if the photos are face crops.</param>
    /// <exception cref="BadInputException">The photos are not crops, and no detector is installed.</exception>
    public static FaceFinder Create(CommandContext context, bool crops) => new(
        crops
            ? null
            : FaceLocators.Create(context.Catalog.Weights, device: context.Device)
                ?? throw new BadInputException("eval liveness", $"{FaceLocators.HowToGetWeights}; for face crops use --crops"));

    /// <summary>The box of the largest face, in pixels; null: no face.</summary>
    public FaceBox? Find(RgbImage photo, string name)
    {
        if (locator is null)
        {
            return new FaceBox(0, 0, photo.Width, photo.Height);
        }

        // A box with its centre outside the picture cannot be cropped for the networks.
        var faces = locator.Locate(photo, name).Select(f => f.Box)
            .Where(b =>
                b.X + (b.Width / 2) is var x && b.Y + (b.Height / 2) is var y && x >= 0 && x <= photo.Width && y >= 0 && y <= photo.Height)
            .ToList();
        return faces.Count == 0 ? null : faces.MaxBy(b => b.Width * b.Height);
    }

    public void Dispose() => locator?.Dispose();
}
