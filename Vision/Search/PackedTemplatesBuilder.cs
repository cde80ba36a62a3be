using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Search;

/// <summary>
/// Collects changes to a snapshot and copies each changed block once. Not thread-safe; the snapshots it creates are.
/// </summary>
public sealed class PackedTemplatesBuilder
{
    private readonly List<TemplateBlock> _blocks;

    // Blocks that are not part of a snapshot and may be written.
    private readonly HashSet<int> _own = [];
    private int _count;

    // Index of the first block that is not full.
    private int _firstOpen;

    internal PackedTemplatesBuilder(PackedTemplates snapshot)
    {
        _blocks = [.. snapshot.Blocks];
        _count = snapshot.Count;
        _firstOpen = snapshot.FirstOpen;
    }

    /// <summary>Number of rows that hold a template.</summary>
    public int Count => _count;

    /// <summary>Puts a template into the lowest hole, or after the last row.</summary>
    /// <param name="encoding">128 floats.</param>
    /// <param name="owner">≥ 0.</param>
    /// <returns>The row of the template.</returns>
    /// <exception cref="ArgumentException">Not 128 finite floats, or a negative owner; the builder is unchanged.</exception>
    public int Add(ReadOnlySpan<float> encoding, int owner)
    {
        Check(encoding, owner);
        while (_firstOpen < _blocks.Count && _blocks[_firstOpen].LiveRows == TemplateBlock.Rows)
        {
            _firstOpen++;
        }

        if (_firstOpen == _blocks.Count)
        {
            _own.Add(_firstOpen);
            _blocks.Add(new TemplateBlock());
        }

        var row = _blocks[_firstOpen].FirstHole();
        OwnBlock(_firstOpen).Write(row, encoding, owner);
        _count++;
        return (_firstOpen * TemplateBlock.Rows) + row;
    }

    /// <summary>Adds n templates in turn, as <see cref="Add"/> does.</summary>
    /// <param name="encodings">n x 128 floats.</param>
    /// <param name="owners">n owners.</param>
    /// <exception cref="ArgumentException">
    /// The lengths do not agree, or as for <see cref="Add"/>; the templates before the invalid one have been added.
    /// </exception>
    public void AddRange(ReadOnlySpan<float> encodings, ReadOnlySpan<int> owners)
    {
        if (encodings.Length != (long)owners.Length * FaceEncoding.Dimension)
        {
            throw new ArgumentException(
                $"{encodings.Length} floats for {owners.Length} encodings of {FaceEncoding.Dimension}", nameof(encodings));
        }

        for (var i = 0; i < owners.Length; i++)
        {
            Add(encodings.Slice(i * FaceEncoding.Dimension, FaceEncoding.Dimension), owners[i]);
        }
    }

    /// <summary>Replaces the template of row <paramref name="row"/>, which may be a hole.</summary>
    /// <exception cref="ArgumentException">
    /// Not 128 finite floats, a negative owner, or no such row; the builder is unchanged.
    /// </exception>
    public void Set(int row, ReadOnlySpan<float> encoding, int owner)
    {
        CheckRow(row);
        Check(encoding, owner);
        var block = OwnBlock(row / TemplateBlock.Rows);
        var before = block.LiveRows;
        block.Write(row % TemplateBlock.Rows, encoding, owner);
        _count += block.LiveRows - before;
    }

    /// <summary>Makes row <paramref name="row"/> a hole; no effect if it is one.</summary>
    /// <exception cref="ArgumentException">No such row.</exception>
    public void Remove(int row)
    {
        CheckRow(row);
        var block = OwnBlock(row / TemplateBlock.Rows);
        var before = block.LiveRows;
        block.Erase(row % TemplateBlock.Rows);
        _count += block.LiveRows - before;
        _firstOpen = Math.Min(_firstOpen, row / TemplateBlock.Rows);
    }

    /// <summary>
    /// Creates a snapshot of the current state. The builder remains usable: it copies blocks of the snapshot before it changes
    /// them.
    /// </summary>
    public PackedTemplates ToSnapshot()
    {
        foreach (var block in _own)
        {
            _blocks[block].RefreshTerms();
        }

        _own.Clear();
        return new PackedTemplates([.. _blocks], _count, _firstOpen);
    }

    private static void Check(ReadOnlySpan<float> encoding, int owner)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(owner);
        if (encoding.Length != FaceEncoding.Dimension)
        {
            throw new ArgumentException($"{encoding.Length} floats, an encoding has {FaceEncoding.Dimension}", nameof(encoding));
        }
    }

    private void CheckRow(int row)
    {
        if (row < 0 || row >= _blocks.Count * TemplateBlock.Rows)
        {
            throw new ArgumentException($"row {row} of {_blocks.Count * TemplateBlock.Rows}", nameof(row));
        }
    }

    private TemplateBlock OwnBlock(int block)
    {
        if (_own.Add(block))
        {
            _blocks[block] = _blocks[block].Copy();
        }

        return _blocks[block];
    }
}
