using System.Globalization;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision.Faces.Quality;

namespace FaceGrid.Grains.Identities;

/// <summary>Holds what was seen of a face against what a gallery asks for. A crop without evidence was not judged and passes the quality gate.</summary>
internal static class FaceGate
{
    /// <summary>The first fault with its reason in words, or null.</summary>
    public static (UndecidedReason Why, string Reason)? QualityFault(FaceEvidence? evidence, QualityLevel level)
    {
        if (evidence is not { QualityJudged: true } || level == QualityLevel.Off)
        {
            return null;
        }

        // No limit would refuse what is not a number.
        double?[] figures = [evidence.SidePixels, evidence.Sharpness, evidence.Brightness, evidence.Contrast, evidence.YawDegrees, evidence.PitchDegrees, evidence.RollDegrees];
        if (figures.Any(f => f is { } value && !double.IsFinite(value)))
        {
            return (UndecidedReason.TooBlurred, "the face's quality could not be measured");
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
        var asked = $"quality '{level.ToString().ToLowerInvariant()}' asks for more";
        return QualityLimits.Fault(quality, gate) switch
        {
            null => null,
            Vision.Faces.Quality.QualityFault.TooSmall => (UndecidedReason.TooSmall, Text($"the face is too small: {evidence.SidePixels:F0} pixels, {asked}")),
            Vision.Faces.Quality.QualityFault.TooBlurred => (UndecidedReason.TooBlurred, Text($"the face is too blurred: sharpness {evidence.Sharpness:G3}, {asked}")),
            Vision.Faces.Quality.QualityFault.TooDark => (UndecidedReason.TooDark, Text($"the face is too dark: brightness {evidence.Brightness:F2}, {asked}")),
            Vision.Faces.Quality.QualityFault.TooBright => (UndecidedReason.TooBright, Text($"the face is too bright: brightness {evidence.Brightness:F2}, quality '{level.ToString().ToLowerInvariant()}' asks for less")),
            Vision.Faces.Quality.QualityFault.LowContrast => (UndecidedReason.LowContrast, Text($"the face has too little contrast: {evidence.Contrast:F3}, {asked}")),
            _ => (UndecidedReason.ExtremePose, Text($"the head is turned too far: yaw {evidence.YawDegrees:F0}°, pitch {evidence.PitchDegrees:F0}°, roll {evidence.RollDegrees:F0}°")),
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
