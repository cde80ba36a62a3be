using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Search;

/// <summary>
/// An immutable snapshot of templates, packed for exact 1:K search. Row r holds a 128-d encoding (float32, any finite values; the
/// encoders give unit norm) and its owner, an index ≥ 0 into the caller's table of identities; an owner may have any number of
/// rows. Any number of threads may search a snapshot while a change creates the next one.
/// <para>
/// A change copies the one block of 128 rows that it touches (about 83 KiB) and the table of blocks (8 bytes per 128 rows). Several
/// changes at once go through <see cref="ToBuilder"/>, which copies each block once. A row takes about 664 bytes: the encoding, its
/// 8-bit code for the first pass, and 24 bytes of terms and overhead.
/// </para>
/// </summary>
public sealed class PackedTemplates
{
    private readonly TemplateBlock[] _blocks;

    internal PackedTemplates(TemplateBlock[] blocks, int count, int firstOpen)
    {
        _blocks = blocks;
        Count = count;
        FirstOpen = firstOpen;
    }

    /// <summary>No rows.</summary>
    public static PackedTemplates Empty { get; } = new([], 0, 0);

    /// <summary>Instruction set and lanes of the first pass in this process.</summary>
    public static string Kernel => Scan.NameOf(Scan.Fastest);

    /// <summary>Number of rows that hold a template.</summary>
    public int Count { get; }

    /// <summary>One more than the largest possible row number; rows below it may be holes.</summary>
    public int RowLimit => _blocks.Length * TemplateBlock.Rows;

    /// <summary>Memory of the snapshot in bytes. Snapshots share the blocks in which they do not differ.</summary>
    public long Bytes => (_blocks.Length * (TemplateBlock.Bytes + IntPtr.Size)) + 64;

    /// <summary>Packs n encodings into rows 0 … n − 1.</summary>
    /// <param name="encodings">n x 128 floats, row after row.</param>
    /// <param name="owners">n owners, each ≥ 0.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, an element is NaN or infinite, or an owner is negative.</exception>
    public static PackedTemplates Pack(ReadOnlySpan<float> encodings, ReadOnlySpan<int> owners)
    {
        if (encodings.Length != (long)owners.Length * FaceEncoding.Dimension)
        {
            throw new ArgumentException(
                $"{encodings.Length} floats for {owners.Length} encodings of {FaceEncoding.Dimension}", nameof(encodings));
        }

        var builder = new PackedTemplatesBuilder(Empty);
        builder.AddRange(encodings, owners);
        return builder.ToSnapshot();
    }

    /// <summary>A mutable view of this snapshot, for several changes at once.</summary>
    public PackedTemplatesBuilder ToBuilder() => new(this);

    /// <summary>Returns a snapshot with one more template, in a hole if there is one.</summary>
    /// <param name="encoding">128 floats.</param>
    /// <param name="owner">≥ 0.</param>
    /// <param name="row">The row of the new template.</param>
    /// <exception cref="ArgumentException">Not 128 finite floats, or a negative owner.</exception>
    public PackedTemplates Add(ReadOnlySpan<float> encoding, int owner, out int row)
    {
        var builder = ToBuilder();
        row = builder.Add(encoding, owner);
        return builder.ToSnapshot();
    }

    /// <summary>Returns a snapshot with another template in row <paramref name="row"/>, which may be a hole.</summary>
    /// <exception cref="ArgumentException">Not 128 finite floats, a negative owner, or no such row.</exception>
    public PackedTemplates With(int row, ReadOnlySpan<float> encoding, int owner)
    {
        var builder = ToBuilder();
        builder.Set(row, encoding, owner);
        return builder.ToSnapshot();
    }

    /// <summary>Returns a snapshot in which row <paramref name="row"/> is a hole.</summary>
    /// <exception cref="ArgumentException">No such row.</exception>
    public PackedTemplates Without(int row)
    {
        var builder = ToBuilder();
        builder.Remove(row);
        return builder.ToSnapshot();
    }

    /// <summary>Whether the row holds a template.</summary>
    public bool Holds(int row) => (uint)row < (uint)RowLimit && _blocks[row / TemplateBlock.Rows].Owner(row % TemplateBlock.Rows) >= 0;

    /// <summary>The owner of a row's template.</summary>
    /// <exception cref="ArgumentException">The row holds no template.</exception>
    public int Owner(int row) => Block(row).Owner(row % TemplateBlock.Rows);

    /// <summary>The 128 floats of a row.</summary>
    /// <exception cref="ArgumentException">The row holds no template.</exception>
    public ReadOnlySpan<float> Encoding(int row) => Block(row).Encoding(row % TemplateBlock.Rows);

    /// <summary>
    /// The <paramref name="count"/> nearest distinct owners, each with its nearest row, in order of distance: exactly the answer of
    /// <see cref="FaceEncoding.SquaredDistance"/> over all rows, sorted. Fewer where there are fewer owners.
    /// </summary>
    /// <param name="probe">128 floats.</param>
    /// <param name="count">At least 1.</param>
    /// <param name="ownerOrder">Order of owners at the same distance (by identity id); null: by owner number.</param>
    /// <exception cref="ArgumentException">Not 128 finite floats, or a count below 1.</exception>
    public SearchHit[] Search(ReadOnlySpan<float> probe, int count, IComparer<int>? ownerOrder = null) =>
        Search(probe, count, ownerOrder, out _);

    /// <inheritdoc cref="Search(ReadOnlySpan{float}, int, IComparer{int}?)"/>
    /// <param name="statistics">Receives the numbers of rows that each pass processed.</param>
    public SearchHit[] Search(ReadOnlySpan<float> probe, int count, IComparer<int>? ownerOrder, out SearchStatistics statistics) =>
        Search(probe, count, ownerOrder, Scan.Fastest, out statistics);

    /// <summary>Searches for several probes; a group of rows is read from memory once for sixteen probes.</summary>
    /// <param name="probes">n x 128 floats, probe after probe.</param>
    /// <returns>n results, each equal to that of <see cref="Search(ReadOnlySpan{float}, int, IComparer{int}?)"/>.</returns>
    /// <exception cref="ArgumentException">Not a multiple of 128 finite floats, or a count below 1.</exception>
    public SearchHit[][] SearchBatch(ReadOnlySpan<float> probes, int count, IComparer<int>? ownerOrder = null) =>
        SearchBatch(probes, count, ownerOrder, Scan.Fastest);

    internal unsafe SearchHit[] Search(
        ReadOnlySpan<float> probe, int count, IComparer<int>? ownerOrder, ScanKernelChoice kernel, out SearchStatistics statistics)
    {
        CheckProbe(probe, count);
        ProbeCodes codes;
        var pass = new ProbePass(probe, Math.Min(count, Math.Max(Count, 1)), &codes);
        Scan.Run(kernel, _blocks, &codes, new ReadOnlySpan<ProbePass>(in pass));
        var hits = pass.Finish(_blocks, probe, ownerOrder ?? Comparer<int>.Default);
        statistics = pass.Statistics(RowLimit);

        // The scan holds unmanaged pointers into the blocks.
        GC.KeepAlive(this);
        return hits;
    }

    internal unsafe SearchHit[][] SearchBatch(ReadOnlySpan<float> probes, int count, IComparer<int>? ownerOrder, ScanKernelChoice kernel)
    {
        const int AtOnce = 16;
        if (probes.Length % FaceEncoding.Dimension != 0)
        {
            throw new ArgumentException(
                $"{probes.Length} floats are not a whole number of encodings of {FaceEncoding.Dimension}", nameof(probes));
        }

        var answers = new SearchHit[probes.Length / FaceEncoding.Dimension][];
        var codes = stackalloc ProbeCodes[AtOnce];
        for (var first = 0; first < answers.Length; first += AtOnce)
        {
            var passes = new ProbePass[Math.Min(AtOnce, answers.Length - first)];
            for (var i = 0; i < passes.Length; i++)
            {
                var probe = probes.Slice((first + i) * FaceEncoding.Dimension, FaceEncoding.Dimension);
                CheckProbe(probe, count);
                passes[i] = new ProbePass(probe, Math.Min(count, Math.Max(Count, 1)), codes + i);
            }

            Scan.Run(kernel, _blocks, codes, passes);
            for (var i = 0; i < passes.Length; i++)
            {
                var probe = probes.Slice((first + i) * FaceEncoding.Dimension, FaceEncoding.Dimension);
                answers[first + i] = passes[i].Finish(_blocks, probe, ownerOrder ?? Comparer<int>.Default);
            }
        }

        GC.KeepAlive(this);
        return answers;
    }

    internal ReadOnlySpan<TemplateBlock> Blocks => _blocks;

    /// <summary>Index of the first block that is not full.</summary>
    internal int FirstOpen { get; }

    private static void CheckProbe(ReadOnlySpan<float> probe, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (probe.Length != FaceEncoding.Dimension)
        {
            throw new ArgumentException($"{probe.Length} floats, an encoding has {FaceEncoding.Dimension}", nameof(probe));
        }
    }

    private TemplateBlock Block(int row) =>
        Holds(row) ? _blocks[row / TemplateBlock.Rows] : throw new ArgumentException($"row {row} holds no template", nameof(row));
}
