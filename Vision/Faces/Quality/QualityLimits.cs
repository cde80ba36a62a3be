namespace FaceGrid.Vision.Faces.Quality;

/// <summary>
/// The limits of a <see cref="QualityGate"/>. They were measured on the aligned LFW photos with the 112 x 112 MobileFaceNet
/// (docs/results/quality.md): photos were blurred, darkened and reduced until people were missed or confused.
/// </summary>
/// <param name="SidePixels">Smallest √(width · height) of the face's box in the photo, in pixels.</param>
/// <param name="Sharpness">Smallest <see cref="FaceSharpness"/>.</param>
/// <param name="MinBrightness">Smallest mean luminance, 0 to 1.</param>
/// <param name="MaxBrightness">Largest mean luminance, 0 to 1.</param>
/// <param name="Contrast">Smallest standard deviation of the luminance, 0 to 0.5.</param>
/// <param name="YawDegrees">Largest yaw to either side, in degrees.</param>
/// <param name="PitchDegrees">Largest pitch up or down, in degrees.</param>
public sealed record QualityLimits(
    double SidePixels, double Sharpness, double MinBrightness, double MaxBrightness, double Contrast, double YawDegrees,
    double PitchDegrees)
{
    /// <summary>The sharpness above which recognition does not improve further: the median of LFW's aligned photos.</summary>
    public const double GoodSharpness = 0.7;

    private static readonly QualityLimits Nothing = new(0, 0, 0, 1, 0, double.PositiveInfinity, double.PositiveInfinity);

    private static readonly QualityLimits Standard = new(26, 0.46, 0.08, 0.86, 0.03, 60, 60);

    private static readonly QualityLimits Strict = new(64, 0.56, 0.22, 0.75, 0.075, 20, 40);

    /// <summary>The limits of a gate.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gate"/> is not a defined value.</exception>
    public static QualityLimits Of(QualityGate gate) => gate switch
    {
        QualityGate.Off => Nothing,
        QualityGate.Standard => Standard,
        QualityGate.Strict => Strict,
        _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, "no such gate"),
    };

    /// <summary>
    /// Why a gate refuses a face; null where it passes. Of several defects, the one to correct first: a dark face also lacks contrast
    /// and detail, so darkness is reported before them.
    /// </summary>
    public static QualityDefect? DefectOf(FaceQuality quality, QualityGate gate)
    {
        ArgumentNullException.ThrowIfNull(quality);
        return Of(gate).DefectOf(quality);
    }

    /// <inheritdoc cref="DefectOf(FaceQuality, QualityGate)"/>
    public QualityDefect? DefectOf(FaceQuality quality)
    {
        ArgumentNullException.ThrowIfNull(quality);

        // NaN fails no comparison, so it has to be excluded before the limits are compared.
        return quality switch
        {
            _ when this != Nothing && !quality.IsFinite => QualityDefect.NotMeasurable,
            _ when quality.SidePixels < SidePixels => QualityDefect.TooSmall,
            _ when quality.Brightness < MinBrightness => QualityDefect.TooDark,
            _ when quality.Brightness > MaxBrightness => QualityDefect.TooBright,
            _ when quality.Contrast < Contrast => QualityDefect.LowContrast,
            _ when quality.Sharpness < Sharpness => QualityDefect.TooBlurred,
            _ when Math.Abs(quality.YawDegrees ?? 0) > YawDegrees => QualityDefect.ExtremePose,
            _ when Math.Abs(quality.PitchDegrees ?? 0) > PitchDegrees => QualityDefect.ExtremePose,
            _ => null,
        };
    }
}
