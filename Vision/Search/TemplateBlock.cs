using System.Runtime.CompilerServices;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Search;

/// <summary>
/// A block of 128 rows: the unit of copying when <see cref="PackedTemplates"/> change. A block that is part of a snapshot is never
/// written.
/// <para>
/// For the first pass rows lie in groups of 64, interleaved by quads of elements: 32 times (64 rows x 4 code bytes), then 64
/// scales, then <see cref="GroupTerms"/>. A vector load thus contains the same quad of as many rows as it has 32-bit lanes, and a
/// kernel ends with one dot product in each lane, without horizontal sums.
/// </para>
/// </summary>
internal sealed unsafe class TemplateBlock
{
    public const int Rows = 128;
    public const int GroupRows = 64;
    public const int Groups = Rows / GroupRows;

    /// <summary>Bytes from one quad of a group to the next.</summary>
    public const int QuadStride = GroupRows * 4;

    /// <summary>Bytes from the start of a group to its scales.</summary>
    public const int ScalesOffset = GroupRows * FaceEncoding.Dimension;

    /// <summary>Bytes from the start of a group to its <see cref="GroupTerms"/>.</summary>
    public const int TermsOffset = ScalesOffset + (GroupRows * sizeof(float));

    /// <summary>Bytes from one group to the next, a multiple of <see cref="Alignment"/>.</summary>
    public const int GroupStride = TermsOffset + Alignment;

    public const int NoOwner = -1;

    private const int Alignment = 64;

    // Pinned, so that the groups stay aligned to cache lines; it lives as long as the block.
    private readonly byte[] _pinned;
    private readonly float[] _encodings;
    private readonly double[] _squaredNorms;
    private readonly float[] _errors;
    private readonly int[] _owners;

    /// <summary>Creates a block of holes.</summary>
    public TemplateBlock()
        : this(clear: true)
    {
        for (var row = 0; row < Rows; row++)
        {
            _owners[row] = NoOwner;
            *Scale(row) = float.NaN;
        }

        RefreshTerms();
    }

    private TemplateBlock(bool clear)
    {
        _pinned = clear
            ? GC.AllocateArray<byte>((Groups * GroupStride) + Alignment, pinned: true)
            : GC.AllocateUninitializedArray<byte>((Groups * GroupStride) + Alignment, pinned: true);
        var start = (nuint)Unsafe.AsPointer(ref _pinned[0]);
        First = (byte*)((start + Alignment - 1) & ~(nuint)(Alignment - 1));
        _encodings = clear ? new float[Rows * FaceEncoding.Dimension] : GC.AllocateUninitializedArray<float>(Rows * FaceEncoding.Dimension);
        _squaredNorms = new double[Rows];
        _errors = new float[Rows];
        _owners = new int[Rows];
    }

    /// <summary>The first group. Valid while the block is reachable.</summary>
    public byte* First { get; }

    /// <summary>Number of rows that hold a template.</summary>
    public int LiveRows { get; private set; }

    /// <summary>Memory of one block in bytes, including object headers and alignment.</summary>
    public static long Bytes =>
        (Groups * GroupStride)
        + Alignment
        + (Rows * ((FaceEncoding.Dimension * sizeof(float)) + sizeof(double) + sizeof(float) + sizeof(int)))
        + (5 * 24) + 72;

    public ReadOnlySpan<float> Encoding(int row) => _encodings.AsSpan(row * FaceEncoding.Dimension, FaceEncoding.Dimension);

    public int Owner(int row) => _owners[row];

    public RowTerms Terms(int row) => new(_squaredNorms[row], _errors[row], *Scale(row));

    public static ref readonly GroupTerms TermsOf(byte* group) => ref *(GroupTerms*)(group + TermsOffset);

    public TemplateBlock Copy()
    {
        var copy = new TemplateBlock(clear: false) { LiveRows = LiveRows };
        Buffer.MemoryCopy(First, copy.First, Groups * GroupStride, Groups * GroupStride);
        _encodings.AsSpan().CopyTo(copy._encodings);
        _squaredNorms.AsSpan().CopyTo(copy._squaredNorms);
        _errors.AsSpan().CopyTo(copy._errors);
        _owners.AsSpan().CopyTo(copy._owners);
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>Writes a row; <see cref="RefreshTerms"/> must follow.</summary>
    /// <exception cref="ArgumentException">An element is NaN or infinite; the block is then unchanged.</exception>
    public void Write(int row, ReadOnlySpan<float> encoding, int owner)
    {
        Span<sbyte> codes = stackalloc sbyte[FaceEncoding.Dimension];
        var scale = Quantiser.Quantise(encoding, codes, out var error, out var squaredNorm);
        if (!double.IsFinite(squaredNorm))
        {
            throw new ArgumentException("an encoding must not hold NaN or infinity", nameof(encoding));
        }

        LiveRows += _owners[row] == NoOwner ? 1 : 0;
        encoding.CopyTo(_encodings.AsSpan(row * FaceEncoding.Dimension));
        _squaredNorms[row] = squaredNorm;
        _errors[row] = RoundUp(error);
        _owners[row] = owner;
        *Scale(row) = scale;
        var lane = GroupOf(row) + (row % GroupRows * 4);
        for (var i = 0; i < codes.Length; i++)
        {
            lane[(i / 4 * QuadStride) + (i % 4)] = (byte)(codes[i] + 128);
        }
    }

    /// <summary>Makes a row a hole: its scale is NaN, so that every comparison is false. <see cref="RefreshTerms"/> must follow.</summary>
    public void Erase(int row)
    {
        LiveRows -= _owners[row] == NoOwner ? 0 : 1;
        _owners[row] = NoOwner;
        *Scale(row) = float.NaN;
        _encodings.AsSpan(row * FaceEncoding.Dimension, FaceEncoding.Dimension).Clear();
    }

    /// <summary>The lowest row without a template; the block must not be full.</summary>
    public int FirstHole() => _owners.AsSpan().IndexOf(NoOwner);

    /// <summary>Recomputes the extremes of changed groups, which is necessary before a search.</summary>
    public void RefreshTerms()
    {
        for (var group = 0; group < Groups; group++)
        {
            Refresh(group);
        }
    }

    private void Refresh(int group)
    {
        var terms = new GroupTerms { MinSquaredNorm = double.PositiveInfinity };
        double largest = 0;
        for (var row = group * GroupRows; row < (group + 1) * GroupRows; row++)
        {
            if (_owners[row] != NoOwner)
            {
                terms.MinSquaredNorm = Math.Min(terms.MinSquaredNorm, _squaredNorms[row]);
                terms.MaxError = Math.Max(terms.MaxError, _errors[row]);
                largest = Math.Max(largest, _squaredNorms[row]);
            }
        }

        terms.MaxNorm = Math.Sqrt(largest);
        *(GroupTerms*)(First + (group * GroupStride) + TermsOffset) = terms;
    }

    private static float RoundUp(double value)
    {
        var nearest = (float)value;
        return nearest < value ? float.BitIncrement(nearest) : nearest;
    }

    private byte* GroupOf(int row) => First + (row / GroupRows * GroupStride);

    private float* Scale(int row) => (float*)(GroupOf(row) + ScalesOffset) + (row % GroupRows);
}
