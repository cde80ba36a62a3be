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
    /// <summary>The first defect as a reason in words, or null.</summary>
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
        return QualityLimits.DefectOf(quality, gate) is { } defect ? (ReasonOf(defect), Describe(defect, evidence, level)) : null;
    }

    /// <summary>Why a probe does not count as live, or null.</summary>
    public static (UndecidedReason Why, string Reason)? LivenessFault(FaceEvidence? evidence, double threshold) => evidence?.Live switch
    {
        null => (UndecidedReason.NotLive, "liveness is required and was not judged"),
        { } live when !(live >= threshold) => (UndecidedReason.NotLive, Text($"not live: liveness {live:F3} < {threshold:F3}")),
        _ => null,
    };

    private static UndecidedReason ReasonOf(QualityDefect defect) => defect switch
    {
        QualityDefect.TooSmall => UndecidedReason.TooSmall,
        QualityDefect.TooBlurred or QualityDefect.NotMeasurable => UndecidedReason.TooBlurred,
        QualityDefect.TooDark => UndecidedReason.TooDark,
        QualityDefect.TooBright => UndecidedReason.TooBright,
        QualityDefect.LowContrast => UndecidedReason.LowContrast,
        _ => UndecidedReason.ExtremePose,
    };

    private static string Describe(QualityDefect defect, FaceEvidence evidence, QualityLevel level)
    {
        var quality = $"quality '{level.ToString().ToLowerInvariant()}'";
        return defect switch
        {
            QualityDefect.NotMeasurable => "the face's quality could not be measured",
            QualityDefect.TooSmall => Text($"the face is too small: {evidence.SidePixels:F0} pixels, {quality} requires more"),
            QualityDefect.TooBlurred => Text($"the face is too blurred: sharpness {evidence.Sharpness:G3}, {quality} requires more"),
            QualityDefect.TooDark => Text($"the face is too dark: brightness {evidence.Brightness:F2}, {quality} requires more"),
            QualityDefect.TooBright => Text($"the face is too bright: brightness {evidence.Brightness:F2}, {quality} requires less"),
            QualityDefect.LowContrast => Text($"the face has too little contrast: {evidence.Contrast:F3}, {quality} requires more"),
            _ => $"the head is turned too far: {DescribePose(evidence)}",
        };
    }

    private static string DescribePose(FaceEvidence evidence) =>
        Text($"yaw {evidence.YawDegrees:F0}°, pitch {evidence.PitchDegrees:F0}°, roll {evidence.RollDegrees:F0}°");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
