using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>Converts a burst of frames to the input of the burst network.</summary>
internal static class BurstInput
{
    public const int Frames = 16;

    /// <summary>Side of the grey frames in pixels.</summary>
    public const int Side = 56;

    public const int Pixels = Side * Side;

    /// <summary>Number of floats of one burst: two channels.</summary>
    public const int Length = 2 * Frames * Pixels;

    /// <summary>Factor on the second channel, because differences between frames are small compared with the frames.</summary>
    private const float ChangeScale = 4;

    /// <summary>
    /// Indices of the pixels inside the face, brows to chin: an ellipse in the template. The background is excluded because its
    /// motion is unrelated to the face and differs between cameras.
    /// </summary>
    private static readonly int[] Face = [.. Enumerable.Range(0, Pixels).Where(i =>
    {
        var (x, y) = ((((i % Side) + 0.5) * 2) - 56, (((i / Side) + 0.5) * 2) - 70);
        return (x * x / (35 * 35)) + (y * y / (43 * 43)) < 1;
    })];

    /// <summary>Luma of a frame, reduced to 56 x 56 by averaging.</summary>
    public static byte[] Grey(RgbImage frame) =>
        ImageOps.ToGrey(frame.Width == Side && frame.Height == Side ? frame : ImageOps.Resize(frame, Side, Side, ResampleFilter.Box));

    /// <summary>Indices of the 16 frames that represent a burst of any length: evenly spaced, first and last included.</summary>
    public static int[] FrameIndices(int count) =>
        [.. Enumerable.Range(0, Frames).Select(i => (int)Math.Round(i * (count - 1) / (Frames - 1.0)))];

    /// <summary>
    /// Writes two channels: the grey frames minus the burst's mean, divided by its standard deviation; and four times the
    /// difference of each frame from the mean frame, in the same unit. Pixels outside the face are zero and enter neither mean nor
    /// deviation.
    /// </summary>
    /// <param name="frames">16 frames of 56 x 56.</param>
    /// <param name="target">2 x 16 x 56 x 56 floats.</param>
    public static void Write(IReadOnlyList<byte[]> frames, Span<float> target)
    {
        var mean = new float[Pixels];
        var (sum, squares) = (0.0, 0.0);
        foreach (var frame in frames)
        {
            foreach (var i in Face)
            {
                mean[i] += frame[i] / (float)Frames;
                sum += frame[i];
                squares += frame[i] * frame[i];
            }
        }

        var count = (double)Frames * Face.Length;
        var centre = (float)(sum / count);
        var unit = (float)(1 / Math.Max(1, Math.Sqrt(Math.Max(0, (squares / count) - (sum / count * (sum / count))))));
        target.Clear();
        for (var t = 0; t < Frames; t++)
        {
            var frame = frames[t];
            var to = t * Pixels;
            foreach (var i in Face)
            {
                target[to + i] = (frame[i] - centre) * unit;
                target[(Frames * Pixels) + to + i] = Math.Clamp((frame[i] - mean[i]) * unit * ChangeScale, -4, 4);
            }
        }
    }
}
