using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces.Quality;

/// <summary>Measures what a <see cref="QualityGate"/> looks at.</summary>
public static class FaceQualityMeter
{
    /// <param name="aligned">The face on the template, 112 x 112: sharpness, brightness and contrast are measured on its middle.</param>
    /// <param name="box">Where it lies in the photo: the size that the face really had.</param>
    /// <param name="landmarks">In pixels of the photo; null: the pose stays unknown and no gate looks at it.</param>
    /// <exception cref="ArgumentException">A crop of another size.</exception>
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
    /// The worst component: each is 0 where nothing can be recognised and 1 from where more of it helps no further (a face of
    /// 112 pixels, the sharpness and contrast of a good photo, a mean light between a third and two thirds, a frontal head).
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
