using System.Numerics;
using System.Runtime.InteropServices;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// What JPEG compression leaves of a picture: 8 x 8 DCT of Y, Cb, Cr, rounded to multiples of the scaled example tables of
/// ITU-T T.81 annex K, and back. Nothing is encoded; colour is not subsampled.
/// </summary>
internal sealed class JpegArtefacts
{
    private static readonly byte[] Luminance =
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    private static readonly byte[] Chrominance =
    [
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    ];

    private static readonly float[] Basis = MakeBasis();
    private static readonly float[] TransposedBasis = Transpose(Basis);
    private static readonly Vector4[] Rows = MemoryMarshal.Cast<float, Vector4>(Basis).ToArray();
    private static readonly Vector4[] Transposed = MemoryMarshal.Cast<float, Vector4>(TransposedBasis).ToArray();

    private readonly float[] _planes = new float[3 * 64];
    private readonly float[] _half = new float[64];

    /// <param name="bytes">Interleaved RGB, changed in place.</param>
    /// <param name="quality">1 to 100 as in the IJG's library: steps are scaled by 50 / quality below 50, by 2 - quality / 50 above.</param>
    public void Apply(byte[] bytes, int side, int quality)
    {
        var scale = (quality < 50 ? 5000f / quality : 200f - (2 * quality)) / 100f;
        for (var top = 0; top < side; top += 8)
        {
            for (var left = 0; left < side; left += 8)
            {
                Read(bytes, side, left, top);
                for (var plane = 0; plane < 3; plane++)
                {
                    Round(_planes.AsSpan(plane * 64, 64), plane == 0 ? Luminance : Chrominance, scale);
                }

                Write(bytes, side, left, top);
            }
        }
    }

    private static float[] MakeBasis()
    {
        var basis = new float[64];
        for (var k = 0; k < 8; k++)
        {
            for (var n = 0; n < 8; n++)
            {
                basis[(k * 8) + n] = Cos(Pi * ((2 * n) + 1) * k / 16) * (k == 0 ? 0.35355339f : 0.5f);
            }
        }

        return basis;
    }

    private static float[] Transpose(float[] square)
    {
        var turned = new float[64];
        for (var i = 0; i < 64; i++)
        {
            turned[i] = square[((i % 8) * 8) + (i / 8)];
        }

        return turned;
    }

    private void Read(byte[] bytes, int side, int left, int top)
    {
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
            {
                var at = ((Math.Min(top + y, side - 1) * side) + Math.Min(left + x, side - 1)) * 3;
                float r = bytes[at], g = bytes[at + 1], b = bytes[at + 2];
                var i = (y * 8) + x;
                _planes[i] = (0.299f * r) + (0.587f * g) + (0.114f * b) - 128;
                _planes[64 + i] = (-0.168736f * r) - (0.331264f * g) + (0.5f * b);
                _planes[128 + i] = (0.5f * r) - (0.418688f * g) - (0.081312f * b);
            }
        }
    }

    private void Write(byte[] bytes, int side, int left, int top)
    {
        for (var y = 0; y < 8 && top + y < side; y++)
        {
            for (var x = 0; x < 8 && left + x < side; x++)
            {
                var i = (y * 8) + x;
                float l = _planes[i] + 128, cb = _planes[64 + i], cr = _planes[128 + i];
                var at = (((top + y) * side) + left + x) * 3;
                bytes[at] = Clip(l + (1.402f * cr));
                bytes[at + 1] = Clip(l - (0.344136f * cb) - (0.714136f * cr));
                bytes[at + 2] = Clip(l + (1.772f * cb));
            }
        }
    }

    private static byte Clip(float v) => v <= 0 ? (byte)0 : v >= 254.5f ? (byte)255 : (byte)(v + 0.5f);

    private void Round(Span<float> block, byte[] table, float scale)
    {
        // F = B f Bᵀ, rounded, then f = Bᵀ F B.
        var rows = MemoryMarshal.Cast<float, Vector4>(block);
        var half = MemoryMarshal.Cast<float, Vector4>(_half.AsSpan());
        Multiply(Basis, rows, half);
        Multiply(_half, Transposed, rows);
        for (var i = 0; i < 64; i++)
        {
            var step = Math.Clamp(MathF.Floor((table[i] * scale) + 0.5f), 1, 255);
            block[i] = MathF.Floor((block[i] / step) + 0.5f) * step;
        }

        Multiply(TransposedBasis, rows, half);
        Multiply(_half, Rows, rows);
    }

    /// <summary>An 8 x 8 matrix product; right factor and result as rows of two vectors; the result is neither factor.</summary>
    private static void Multiply(float[] left, ReadOnlySpan<Vector4> right, Span<Vector4> result)
    {
        for (var k = 0; k < 8; k++)
        {
            Vector4 a = default, b = default;
            for (var n = 0; n < 8; n++)
            {
                var f = left[(k * 8) + n];
                a += right[n * 2] * f;
                b += right[(n * 2) + 1] * f;
            }

            result[k * 2] = a;
            result[(k * 2) + 1] = b;
        }
    }
}
