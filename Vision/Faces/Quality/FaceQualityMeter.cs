using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces.Quality;

/// <summary>Measures the quality components that a <see cref="QualityGate"/> limits.</summary>
public static class FaceQualityMeter
{
    /// <summary>Measures a face.</summary>
    /// <param name="aligned">The aligned face, 112 x 112: sharpness, brightness and contrast are measured on its centre.</param>
    /// <param name="box">Bounding box in the photo, which gives the original size of the face.</param>
    /// <param name="landmarks">Landmarks in pixels of the photo; null: the pose is unknown and not limited.</param>
    /// <exception cref="ArgumentException"><paramref name="aligned"/> does not have the template's size.</exception>
    public static FaceQuality Measure(RgbImage aligned, FaceBox box, FaceLandmarks? landmarks)
    {
        var luma = FaceLuma.Of(aligned);
        var (brightness, contrast) = FaceLuma.Statistics(luma);
        var side = Math.Sqrt(Math.Max(0, box.Width) * Math.Max(0, box.Height));
        var pose = landmarks is null ? null : HeadPose.Estimate(landmarks);
        var measured = new FaceQuality(side, FaceSharpness.Of(luma), brightness, contrast, pose?.Yaw, pose?.Pitch, pose?.Roll, 0);
        return measured with { Overall = Overall(measured) };
    }

    /// <summary>
    /// The minimum of the components. Each is scaled from 0, where recognition is impossible, to 1, where it improves no further (a
    /// face of 112 pixels, the sharpness and contrast of a good photo, a mean luminance between one third and two thirds, a frontal
    /// head).
    /// </summary>
    private static double Overall(FaceQuality q)
    {
        var turned = Math.Max(Math.Abs(q.YawDegrees ?? 0) / 70, Math.Abs(q.PitchDegrees ?? 0) / 50);
        double[] shares =
        [
            q.SidePixels / FaceTemplate.Size,
            q.Sharpness / QualityLimits.GoodSharpness,
            q.Brightness / 0.33,
            (1 - q.Brightness) / 0.33,
            q.Contrast / 0.15,
            1 - turned,
        ];
        return Math.Clamp(shares.Min(), 0, 1);
    }
}
