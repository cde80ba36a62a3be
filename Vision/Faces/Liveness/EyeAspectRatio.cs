namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>
/// How open the eyes are: EAR = (‖p₂ − p₆‖ + ‖p₃ − p₅‖) / (2 ‖p₁ − p₄‖) of the six landmarks around an eye, the mean of both
/// (Soukupová and Čech 2016, "Real-Time Eye Blink Detection using Facial Landmarks"). About 0.3 open, below 0.15 closed.
/// </summary>
public static class EyeAspectRatio
{
    private const int LeftEye = 36;
    private const int RightEye = 42;

    /// <returns>Null for five landmarks, which do not show the lids, and where an eye's corners coincide.</returns>
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
