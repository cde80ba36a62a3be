using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Search;

/// <summary>
/// The codes u of one probe in the formats that the kernels need. Rows are stored as q + 128 (0 … 255), so a kernel sums (q +
/// 128)·u and starts at −128 Σ u to arrive at q·u.
/// </summary>
internal unsafe struct ProbeCodes
{
    /// <summary>Four consecutive elements make a quad: one 32-bit lane of the interleaved rows.</summary>
    public const int QuadCount = FaceEncoding.Dimension / 4;

    /// <summary>u, one element per byte.</summary>
    public fixed sbyte Codes[FaceEncoding.Dimension];

    /// <summary>Per quad: u₀, u₂ as two 16-bit numbers.</summary>
    public fixed int Even[QuadCount];

    /// <summary>Per quad: u₁, u₃ as two 16-bit numbers.</summary>
    public fixed int Odd[QuadCount];

    /// <summary>−128 Σ u.</summary>
    public int Start;

    /// <summary>Per quad: u₀ … u₃ as four bytes.</summary>
    public readonly int Quad(int quad)
    {
        fixed (sbyte* codes = Codes)
        {
            return ((int*)codes)[quad];
        }
    }

    public void Set(ReadOnlySpan<sbyte> codes)
    {
        var sum = 0;
        for (var i = 0; i < FaceEncoding.Dimension; i++)
        {
            Codes[i] = codes[i];
            sum += codes[i];
        }

        for (var quad = 0; quad < QuadCount; quad++)
        {
            var c = codes.Slice(quad * 4, 4);
            Even[quad] = (c[0] & 0xFFFF) | (c[2] << 16);
            Odd[quad] = (c[1] & 0xFFFF) | (c[3] << 16);
        }

        Start = -128 * sum;
    }
}
