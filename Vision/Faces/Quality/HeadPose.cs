namespace FaceGrid.Vision.Faces.Quality;

/// <summary>How a head is turned against the camera, in degrees.</summary>
/// <param name="Yaw">Turned towards the picture's right (positive) or left.</param>
/// <param name="Pitch">Lowered (positive) or raised.</param>
/// <param name="Roll">Tilted clockwise in the picture (positive) or the other way.</param>
public readonly record struct HeadPose(double Yaw, double Pitch, double Roll)
{
    /// <summary>
    /// The pose whose scaled orthographic view of a mean face (weak perspective: every point at the same distance) lies
    /// nearest to the five landmarks in least squares, found with Levenberg's and Marquardt's method over the three angles;
    /// scale and shift have a closed form for every pose.
    /// </summary>
    /// <remarks>
    /// The mean face has the coordinates of the 112 x 112 template, which is the mean of frontal faces, and depths from
    /// anthropometry. A nose longer or shorter than the mean's cannot be told from a turned head: on made-up people the error
    /// is about 3° (median) in yaw and 5° in pitch up to 35° and 20°, and grows beyond; docs/results/quality.md has the
    /// figures. Beyond 60° of yaw one eye is hidden, and detectors place landmarks that are guesses.
    /// </remarks>
    /// <returns>Null where the five points hold no pose: all on one spot, or not finite.</returns>
    public static HeadPose? Estimate(FaceLandmarks landmarks)
    {
        ArgumentNullException.ThrowIfNull(landmarks);
        var points = landmarks.Five;
        return HeadPoseFit.Of(points);
    }
}
