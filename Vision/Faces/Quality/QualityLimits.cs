namespace FaceGrid.Vision.Faces.Quality;

/// <summary>
/// What a gate asks of a face. The limits come from the aligned LFW photos and the 112 x 112 MobileFaceNet
/// (docs/results/quality.md): blur, darkness and missing pixels were put on until people were missed or confused.
/// </summary>
/// <param name="SidePixels">Least side of the face's box in the photo.</param>
/// <param name="Sharpness">Least <see cref="FaceSharpness"/>.</param>
/// <param name="MinBrightness">Least mean luminance, 0 to 1.</param>
/// <param name="MaxBrightness">Largest mean luminance, 0 to 1.</param>
/// <param name="Contrast">Least standard deviation of the luminance, 0 to 0.5.</param>
/// <param name="YawDegrees">Largest turn to either side.</param>
/// <param name="PitchDegrees">Largest nod up or down.</param>
public sealed record QualityLimits(
    double SidePixels, double Sharpness, double MinBrightness, double MaxBrightness, double Contrast, double YawDegrees, double PitchDegrees)
{
    /// <summary>The sharpness from which more helps no further: the median of LFW's aligned photos.</summary>
    public const double GoodSharpness = 0.7;

    private static readonly QualityLimits Nothing = new(0, 0, 0, 1, 0, double.PositiveInfinity, double.PositiveInfinity);

    private static readonly QualityLimits Standard = new(26, 0.46, 0.08, 0.86, 0.03, 60, 60);

    private static readonly QualityLimits Strict = new(64, 0.56, 0.22, 0.75, 0.075, 20, 40);

    /// <exception cref="ArgumentOutOfRangeException">No such gate.</exception>
    public static QualityLimits Of(QualityGate gate) => gate switch
    {
        QualityGate.Off => Nothing,
        QualityGate.Standard => Standard,
        QualityGate.Strict => Strict,
        _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, "no such gate"),
    };

    /// <summary>Why a gate refuses a face; null where it passes. Of several faults the one to mend first.</summary>
    public static QualityFault? Fault(FaceQuality quality, QualityGate gate)
    {
        ArgumentNullException.ThrowIfNull(quality);
        return Of(gate).FaultOf(quality);
    }

    /// <inheritdoc cref="Fault"/>
    public QualityFault? FaultOf(FaceQuality quality)
    {
        ArgumentNullException.ThrowIfNull(quality);

        // A face without light has no detail either: its darkness is the reason to tell.
        return quality switch
        {
            _ when quality.SidePixels < SidePixels => QualityFault.TooSmall,
            _ when quality.Brightness < MinBrightness => QualityFault.TooDark,
            _ when quality.Brightness > MaxBrightness => QualityFault.TooBright,
            _ when quality.Contrast < Contrast => QualityFault.LowContrast,
            _ when quality.Sharpness < Sharpness => QualityFault.TooBlurred,
            _ when Math.Abs(quality.YawDegrees ?? 0) > YawDegrees || Math.Abs(quality.PitchDegrees ?? 0) > PitchDegrees => QualityFault.ExtremePose,
            _ => null,
        };
    }
}
