using FaceGrid.Client.Cli;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Detection;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Client.Evaluation;

/// <summary>Says where the face is that a liveness test is about.</summary>
/// <param name="detector">Null: every picture is a crop, and the whole of it the face's box.</param>
internal sealed class FaceFinder(IFaceDetector? detector) : IDisposable
{
    /// <summary>What to call it in results.</summary>
    public string Name => detector?.Name ?? "whole picture";

    /// <summary>The finder of a command.</summary>
    /// <param name="crops">The pictures are crops already.</param>
    public static FaceFinder Create(CommandContext context, bool crops) => new(crops ? null : Detector(context));

    /// <summary>The box of the largest face; null where there is none.</summary>
    public FaceBox? Find(RgbImage photo)
    {
        if (detector is null)
        {
            return new FaceBox(0, 0, photo.Width, photo.Height);
        }

        // A box whose centre is outside the picture is no face that a network could be shown.
        var faces = detector.Detect(photo).Select(f => f.Box)
            .Where(b => b.X + (b.Width / 2) is var x && b.Y + (b.Height / 2) is var y && x >= 0 && x <= photo.Width && y >= 0 && y <= photo.Height)
            .ToList();
        return faces.Count == 0 ? null : faces.MaxBy(b => b.Width * b.Height);
    }

    public void Dispose() => detector?.Dispose();

    /// <summary>Null where no detector's weights are at hand.</summary>
    private static IFaceDetector? Detector(CommandContext context)
    {
        _ = context;
        return null;
    }
}
