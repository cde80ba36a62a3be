namespace FaceGrid.Vision.Faces.Quality;

public sealed record QualityLimits(double SidePixels, double Sharpness)
{
    public static QualityLimits Of(QualityGate gate) => gate == QualityGate.Strict ? new(60, 0.1) : new(24, 0.02);

    public static QualityFault? Fault(FaceQuality quality, QualityGate gate) => gate == QualityGate.Off ? null
        : quality.SidePixels < Of(gate).SidePixels ? QualityFault.TooSmall
        : quality.Sharpness < Of(gate).Sharpness ? QualityFault.TooBlurred : null;
}
