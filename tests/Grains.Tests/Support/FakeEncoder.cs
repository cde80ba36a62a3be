using System.Runtime.InteropServices;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>Takes the encoding from the first 512 bytes of the crop, so that a test says exactly how far faces lie apart.</summary>
internal sealed class FakeEncoder(string modelVersion) : IFaceEncoder
{
    public string ModelVersion => modelVersion;

    public static AlignedFace Face(string name, ReadOnlySpan<float> encoding)
    {
        var rgb = new byte[AlignedFace.ByteCount];
        MemoryMarshal.AsBytes(encoding).CopyTo(rgb);
        return new AlignedFace(name, rgb);
    }

    /// <summary>A random point of the unit sphere.</summary>
    public static float[] RandomEncoding(Random random)
    {
        var values = new double[FaceEncoding.Dimension];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        var norm = Math.Sqrt(values.Sum(v => v * v));
        return Array.ConvertAll(values, v => (float)(v / norm));
    }

    public float[][] Encode(IReadOnlyList<RgbImage> faces) =>
        [.. faces.Select(f => Encoding(MemoryMarshal.Cast<byte, float>(f.Pixels.AsSpan(0, FaceEncoding.Dimension * sizeof(float)))))];

    /// <summary>Another model sees another direction in the same face: across models all distances are those of strangers.</summary>
    private float[] Encoding(ReadOnlySpan<float> drawn)
    {
        var seen = drawn.ToArray();
        if (modelVersion == People.NextModel)
        {
            Array.Reverse(seen);
        }

        return seen;
    }

    public void Dispose()
    {
    }
}
