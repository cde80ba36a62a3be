using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Says where the face is that a liveness test is about.</summary>
/// <param name="locator">Null: every picture is a crop, and the whole of it the face's box.</param>
internal sealed class FaceFinder(DetectingLocator? locator) : IDisposable
{
    /// <summary>What to call it in results.</summary>
    public string Name => locator?.Name ?? "whole picture";

    /// <summary>The finder of a command.</summary>
    /// <param name="crops">The pictures are crops already.</param>
    /// <exception cref="BadInputException">They are not, and there is no detector.</exception>
    public static FaceFinder Create(CommandContext context, bool crops) => new(
        crops
            ? null
            : FaceLocators.Create(context.Catalog.Weights, device: context.Device) ?? throw new BadInputException("eval liveness", $"{FaceLocators.HowToGetWeights}; crops of faces are taken with --crops"));

    /// <summary>The box of the largest face; null where there is none.</summary>
    public FaceBox? Find(RgbImage photo, string name)
    {
        if (locator is null)
        {
            return new FaceBox(0, 0, photo.Width, photo.Height);
        }

        // A box whose centre is outside the picture is no face that a network could be shown.
        var faces = locator.Locate(photo, name).Select(f => f.Box)
            .Where(b => b.X + (b.Width / 2) is var x && b.Y + (b.Height / 2) is var y && x >= 0 && x <= photo.Width && y >= 0 && y <= photo.Height)
            .ToList();
        return faces.Count == 0 ? null : faces.MaxBy(b => b.Width * b.Height);
    }

    public void Dispose() => locator?.Dispose();
}
