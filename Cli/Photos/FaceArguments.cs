using FaceGrid.Cli.CommandLine;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Photos;

/// <summary>The arguments for face detection and the choice of a face.</summary>
/// <param name="Aligned">True if the photos are aligned face crops.</param>
/// <param name="Detector">Name of the detector; null: the best with installed weights.</param>
/// <param name="Choice">Which of several faces to use.</param>
internal sealed record FaceArguments(bool Aligned, string? Detector, FaceChoice Choice)
{
    /// <exception cref="BadInputException">The detector is unknown, or its weights are not installed.</exception>
    public PhotoReader Open(CommandContext context, bool liveness = false) =>
        PhotoReader.Open(context.Catalog, context.Device, Aligned, Detector, liveness);
}
