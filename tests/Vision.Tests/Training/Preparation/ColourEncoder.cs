using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Training.Preparation;

/// <summary>Encodes a face as the direction of its mean colour less mid-grey: faces of one colour are one person.</summary>
internal sealed class ColourEncoder : IFaceEncoder
{
    public string ModelVersion => "colour@0";

    public float[][] Encode(IReadOnlyList<RgbImage> faces) => [.. faces.Select(Of)];

    public void Dispose()
    {
    }

    public static float[] Of(RgbImage face)
    {
        var encoding = new float[FaceEncoding.Dimension];
        for (var i = 0; i < face.Pixels.Length; i++)
        {
            encoding[i % 3] += face.Pixels[i] - 128;
        }

        var norm = MathF.Sqrt(encoding.Sum(v => v * v));
        return Array.ConvertAll(encoding, v => v / norm);
    }
}
