using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Grains.Identities;

/// <summary>Encodings as stored: little-endian float32, 512 bytes each.</summary>
internal static class TemplateBytes
{
    public const int Size = FaceEncoding.Dimension * sizeof(float);

    public static byte[] FromEncoding(ReadOnlySpan<float> encoding)
    {
        if (encoding.Length != FaceEncoding.Dimension)
        {
            throw new ArgumentException($"an encoding has {FaceEncoding.Dimension} floats, this one {encoding.Length}");
        }

        var bytes = new byte[Size];
        for (var i = 0; i < encoding.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), encoding[i]);
        }

        return bytes;
    }

    /// <summary>Decodes stored templates to n x 128 floats.</summary>
    public static float[] ToEncodings(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % Size != 0)
        {
            throw new ArgumentException($"{bytes.Length} bytes are no whole number of templates of {Size} bytes");
        }

        var floats = new float[bytes.Length / sizeof(float)];
        if (BitConverter.IsLittleEndian)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(floats.AsSpan()));
            return floats;
        }

        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return floats;
    }
}
