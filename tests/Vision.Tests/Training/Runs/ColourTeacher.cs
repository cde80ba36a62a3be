using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Training.Runs;

/// <summary>An encoder that says how bright and how colourful parts of a face are; or nothing that is a number.</summary>
internal sealed class ColourTeacher(bool isBroken = false) : IFaceEncoder
{
    public string ModelVersion => "colours@1";

    public float[][] Encode(IReadOnlyList<RgbImage> faces) => [.. faces.Select(Encode)];

    public void Dispose()
    {
    }

    private float[] Encode(RgbImage face)
    {
        if (isBroken)
        {
            return [.. Enumerable.Repeat(float.NaN, FaceEncoding.Dimension)];
        }

        var sums = new double[FaceEncoding.Dimension];
        for (var i = 0; i < face.Pixels.Length; i++)
        {
            sums[(i % 3) + (3 * (i / 3 % face.Width / 28)) + (12 * (i / 3 / face.Width / 28))] += face.Pixels[i] - 100;
        }

        var norm = Math.Sqrt(sums.Sum(s => s * s));
        return [.. sums.Select(s => (float)(s / norm))];
    }
}
