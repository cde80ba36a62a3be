using System.Diagnostics;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Search;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// The committed entries of a shard, packed for search: one row per template, and one mean template per person, which is packed when the
/// first search needs it. Searches run over immutable snapshots. Used in the turns of one grain.
/// </summary>
internal sealed partial class ShardIndex
{
    private readonly Dictionary<string, IndexedPerson> _people = new(StringComparer.Ordinal);
    private readonly OwnerTable _owners = new();
    private PackedTemplates _templates = PackedTemplates.Empty;
    private PackedTemplates? _means;

    /// <summary>Searchable people.</summary>
    public int People => _people.Count;

    /// <summary>Searchable templates.</summary>
    public int Templates => _templates.Count;

    public bool Contains(string identity) => _people.ContainsKey(identity);

    /// <summary>Up to <paramref name="count"/> searchable people after a name, in ordinal order.</summary>
    public IReadOnlyList<string> List(string? after, int count) =>
        [.. _people.Keys.Where(n => after is null || string.CompareOrdinal(n, after) > 0).Order(StringComparer.Ordinal).Take(count)];

    /// <summary>Adds many people at once. To be called of an empty index.</summary>
    public void Load(IEnumerable<ShardEntry> entries)
    {
        var rows = _templates.ToBuilder();
        foreach (var entry in entries)
        {
            Add(rows, entry);
        }

        _templates = rows.ToSnapshot();
    }

    /// <summary>Makes searches see the entry, instead of the person's former one.</summary>
    public void Publish(ShardEntry entry)
    {
        var rows = _templates.ToBuilder();
        if (_people.TryGetValue(entry.Identity, out var person))
        {
            RemoveRows(rows, person);
            person.Rows = AddRows(rows, entry, person.Owner);
            person.Entry = entry;
        }
        else
        {
            person = Add(rows, entry);
        }

        _templates = rows.ToSnapshot();
        PublishMean(person);
        Changes++;
    }

    /// <summary>Hides the person from searches. Idempotent.</summary>
    public void Remove(string identity)
    {
        if (!_people.Remove(identity, out var person))
        {
            return;
        }

        Changes++;
        var rows = _templates.ToBuilder();
        RemoveRows(rows, person);
        _templates = rows.ToSnapshot();
        if (_means is not null && person.MeanRow is { } mean)
        {
            _means = _means.Without(mean);
        }

        _owners.Remove(person.Owner);
    }

    /// <param name="probe">128 floats with L2 norm 1.</param>
    /// <param name="count">Nearest people to return.</param>
    public ShardAnswer Search(float[] probe, int count, TemplateFusion fusion)
    {
        var started = Stopwatch.GetTimestamp();
        var searched = fusion == TemplateFusion.Best ? _templates : _means ??= PackMeans();
        var hits = searched.Search(probe, count, _owners);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var people = hits.Select(h => new ShardHit(_owners.NameOf(h.Owner), h.Distance));
        return new ShardAnswer([.. people], People, elapsed, searched.Count, Changes);
    }

    private IndexedPerson Add(PackedTemplatesBuilder rows, ShardEntry entry)
    {
        var person = new IndexedPerson(_owners.Add(entry.Identity)) { Entry = entry };
        person.Rows = AddRows(rows, entry, person.Owner);
        _people.Add(entry.Identity, person);
        return person;
    }

    private PackedTemplates PackMeans()
    {
        var rows = PackedTemplates.Empty.ToBuilder();
        foreach (var person in _people.Values)
        {
            person.MeanRow = rows.Add(MeanOf(person.Entry), person.Owner);
        }

        return rows.ToSnapshot();
    }

    private void PublishMean(IndexedPerson person)
    {
        if (_means is null)
        {
            return;
        }

        var rows = _means.ToBuilder();
        if (person.MeanRow is { } former)
        {
            rows.Remove(former);
        }

        person.MeanRow = rows.Add(MeanOf(person.Entry), person.Owner);
        _means = rows.ToSnapshot();
    }

    private static int[] AddRows(PackedTemplatesBuilder rows, ShardEntry entry, int owner)
    {
        var encodings = TemplateBytes.ToEncodings(entry.Encodings);
        var added = new int[encodings.Length / FaceEncoding.Dimension];
        for (var i = 0; i < added.Length; i++)
        {
            added[i] = rows.Add(encodings.AsSpan(i * FaceEncoding.Dimension, FaceEncoding.Dimension), owner);
        }

        return added;
    }

    private static void RemoveRows(PackedTemplatesBuilder rows, IndexedPerson person)
    {
        foreach (var row in person.Rows)
        {
            rows.Remove(row);
        }
    }

    private static float[] MeanOf(ShardEntry entry) => FaceEncoding.Mean(TemplateBytes.ToEncodings(entry.Encodings));
}
