using System.Globalization;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision.Faces.Quality;

namespace FaceGrid.Grains.Identities;

/// <summary>
/// Compares the measurements of a face with the requirements of a gallery. A crop without measurements passes the quality gate.
/// </summary>
internal static class FaceGate
{
    /// <summary>The first fault with its reason in words, or null.</summary>
    public static (UndecidedReason Why, string Reason)? QualityFault(FaceEvidence? evidence, QualityLevel level)
    {
        if (evidence is not { QualityJudged: true } || level == QualityLevel.Off)
        {
            return null;
        }

        var quality = new FaceQuality(
            evidence.SidePixels,
            evidence.Sharpness,
            evidence.Brightness,
            evidence.Contrast,
            evidence.YawDegrees,
            evidence.PitchDegrees,
            evidence.RollDegrees,
            evidence.Quality);
        var gate = level == QualityLevel.Strict ? QualityGate.Strict : QualityGate.Standard;
        var name = level.ToString().ToLowerInvariant();
        var (yaw, pitch, roll) = (evidence.YawDegrees, evidence.PitchDegrees, evidence.RollDegrees);
        var asked = $"quality '{name}' asks for more";
        return QualityLimits.DefectOf(quality, gate) switch
        {
            null => null,
            QualityDefect.NotMeasurable => (UndecidedReason.TooBlurred, "the face's quality could not be measured"),
            QualityDefect.TooSmall =>
                (UndecidedReason.TooSmall, Text($"the face is too small: {evidence.SidePixels:F0} pixels, {asked}")),
            QualityDefect.TooBlurred =>
                (UndecidedReason.TooBlurred, Text($"the face is too blurred: sharpness {evidence.Sharpness:G3}, {asked}")),
            QualityDefect.TooDark =>
                (UndecidedReason.TooDark, Text($"the face is too dark: brightness {evidence.Brightness:F2}, {asked}")),
            QualityDefect.TooBright => (
                UndecidedReason.TooBright,
                Text($"the face is too bright: brightness {evidence.Brightness:F2}, quality '{name}' asks for less")),
            QualityDefect.LowContrast =>
                (UndecidedReason.LowContrast, Text($"the face has too little contrast: {evidence.Contrast:F3}, {asked}")),
            _ => (
                UndecidedReason.ExtremePose,
                Text($"the head is turned too far: yaw {yaw:F0}°, pitch {pitch:F0}°, roll {roll:F0}°")),
        };
    }

    /// <summary>Why a probe does not count as live, or null.</summary>
    public static (UndecidedReason Why, string Reason)? LivenessFault(FaceEvidence? evidence, double threshold) => evidence?.Live switch
    {
        null => (UndecidedReason.NotLive, "liveness is required and was not judged"),
        { } live when !(live >= threshold) => (UndecidedReason.NotLive, Text($"not live: liveness {live:F3} < {threshold:F3}")),
        _ => null,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
