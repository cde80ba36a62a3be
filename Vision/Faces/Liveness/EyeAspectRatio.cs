namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>
/// Measures eye opening: the mean over both eyes of EAR = (‖p₂ − p₆‖ + ‖p₃ − p₅‖) / (2 ‖p₁ − p₄‖) on
/// six landmarks each (Soukupová and Čech 2016, "Real-Time Eye Blink Detection using Facial Landmarks"). It is about 0.3 for open
/// eyes and below 0.15 for closed eyes.
/// </summary>
public static class EyeAspectRatio
{
    private const int LeftEye = 36;
    private const int RightEye = 42;

    /// <summary>The mean EAR of both eyes.</summary>
    /// <returns>Null for five landmarks, which do not include the lids, and where the corners of an eye coincide.</returns>
    public static double? Of(FaceLandmarks landmarks)
    {
        ArgumentNullException.ThrowIfNull(landmarks);
        if (landmarks.Points.Count != 68)
        {
            return null;
        }

        var mean = (OfEye(landmarks.Points, LeftEye) + OfEye(landmarks.Points, RightEye)) / 2;
        return double.IsFinite(mean) ? mean : null;
    }

    private static double OfEye(IReadOnlyList<ImagePoint> points, int first)
    {
        double Distance(int a, int b) =>
            Math.Sqrt(Math.Pow(points[first + a].X - points[first + b].X, 2) + Math.Pow(points[first + a].Y - points[first + b].Y, 2));

        return (Distance(1, 5) + Distance(2, 4)) / (2 * Distance(0, 3));
    }
}
