using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Search;

/// <summary>
/// Collects changes to a snapshot and copies each touched block once. Not safe for several threads; the snapshots that it
/// gives are.
/// </summary>
public sealed class PackedTemplatesBuilder
{
    private readonly List<TemplateBlock> _blocks;

    // Blocks that no snapshot has yet: these may be written.
    private readonly HashSet<int> _own = [];
    private int _count;

    // Every block before it is full.
    private int _firstOpen;

    internal PackedTemplatesBuilder(PackedTemplates snapshot)
    {
        _blocks = [.. snapshot.Blocks];
        _count = snapshot.Count;
        _firstOpen = snapshot.FirstOpen;
    }

    /// <summary>Rows that hold a template.</summary>
    public int Count => _count;

    /// <summary>Puts a template into the lowest hole, or behind the last row.</summary>
    /// <param name="encoding">128 floats.</param>
    /// <param name="owner">≥ 0.</param>
    /// <returns>Its row.</returns>
    /// <exception cref="ArgumentException">Not 128 finite floats, or a negative owner; nothing has changed then.</exception>
    public int Add(ReadOnlySpan<float> encoding, int owner)
    {
        Check(encoding, owner);
        while (_firstOpen < _blocks.Count && _blocks[_firstOpen].Live == TemplateBlock.Rows)
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
    /// <exception cref="ArgumentException">The lengths do not agree, or as for <see cref="Add"/>; what came before has been added then.</exception>
    public void AddRange(ReadOnlySpan<float> encodings, ReadOnlySpan<int> owners)
    {
        if (encodings.Length != (long)owners.Length * FaceEncoding.Dimension)
        {
            throw new ArgumentException($"{encodings.Length} floats for {owners.Length} encodings of {FaceEncoding.Dimension}", nameof(encodings));
        }

        for (var i = 0; i < owners.Length; i++)
        {
            Add(encodings.Slice(i * FaceEncoding.Dimension, FaceEncoding.Dimension), owners[i]);
        }
    }

    /// <summary>Replaces what row <paramref name="row"/> holds; it may be a hole.</summary>
    /// <exception cref="ArgumentException">Not 128 finite floats, a negative owner, or no such row; nothing has changed then.</exception>
    public void Set(int row, ReadOnlySpan<float> encoding, int owner)
    {
        CheckRow(row);
        Check(encoding, owner);
        var block = OwnBlock(row / TemplateBlock.Rows);
        var before = block.Live;
        block.Write(row % TemplateBlock.Rows, encoding, owner);
        _count += block.Live - before;
    }

    /// <summary>Makes row <paramref name="row"/> a hole, if it is none yet.</summary>
    /// <exception cref="ArgumentException">No such row.</exception>
    public void Remove(int row)
    {
        CheckRow(row);
        var block = OwnBlock(row / TemplateBlock.Rows);
        var before = block.Live;
        block.Erase(row % TemplateBlock.Rows);
        _count += block.Live - before;
        _firstOpen = Math.Min(_firstOpen, row / TemplateBlock.Rows);
    }

    /// <summary>A snapshot of the present state. The builder can go on; what it changes next it copies first.</summary>
    public PackedTemplates ToSnapshot()
    {
        foreach (var block in _own)
        {
            _blocks[block].Seal();
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
