using System.Text.Json;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// The mining statistics of a whole run in bounded memory: when there are more than <see cref="Most"/> entries, neighbours are averaged in
/// pairs, and each later entry covers twice as many steps.
/// </summary>
public sealed class MiningHistory
{
    /// <summary>Maximum number of complete entries.</summary>
    public const int Most = 256;

    private List<MiningStatistics> _entries = [];
    private List<MiningStatistics> _open = [];

    /// <summary>Number of steps that an entry covers.</summary>
    public int StepsOfEntry { get; private set; } = 1;

    /// <summary>In the order of the steps, each the mean of its steps; the last may cover fewer.</summary>
    public IReadOnlyList<MiningStatistics> Entries => _open.Count == 0 ? _entries : [.. _entries, Mean(_open)];

    /// <summary>UTF-8 JSON, for a run's checkpoint.</summary>
    public byte[] State => JsonSerializer.SerializeToUtf8Bytes(new Kept(StepsOfEntry, _entries, _open));

    /// <summary>Restores a <see cref="State"/>.</summary>
    /// <exception cref="ArgumentException">Not such a state.</exception>
    public static MiningHistory Restore(ReadOnlySpan<byte> state)
    {
        try
        {
            var kept = JsonSerializer.Deserialize<Kept>(state) ?? throw new JsonException("empty");
            return new MiningHistory { StepsOfEntry = kept.StepsOfEntry, _entries = kept.Entries, _open = kept.Open };
        }
        catch (JsonException e)
        {
            throw new ArgumentException("not a state of a mining history", nameof(state), e);
        }
    }

    /// <summary>Appends the statistics of the next step.</summary>
    public void Add(MiningStatistics statistics)
    {
        _open.Add(statistics);
        if (_open.Count < StepsOfEntry)
        {
            return;
        }

        _entries.Add(Mean(_open));
        _open.Clear();
        if (_entries.Count > Most)
        {
            // An entry without a neighbour becomes the first half of the next entry.
            var pairs = _entries.Chunk(2).ToList();
            if (pairs[^1].Length == 1)
            {
                _open.AddRange(Enumerable.Repeat(pairs[^1][0], StepsOfEntry));
                pairs.RemoveAt(pairs.Count - 1);
            }

            _entries = pairs.ConvertAll(p => Mean(p));
            StepsOfEntry *= 2;
        }
    }

    private static MiningStatistics Mean(IReadOnlyList<MiningStatistics> of) => of.Count == 1 ? of[0] : new(
        of[^1].Step,
        (int)Math.Round(of.Average(s => s.Triplets)),
        of.Average(s => s.Active),
        of.Average(s => s.ActiveOfAll),
        of.Average(s => s.MeanPositive),
        of.Average(s => s.MeanNegative),
        of.Average(s => s.Variance),
        MeanOf(of, s => s.Positives),
        MeanOf(of, s => s.Negatives));

    private static float[] MeanOf(IReadOnlyList<MiningStatistics> of, Func<MiningStatistics, float[]> histogram) =>
        [.. Enumerable.Range(0, MiningStatistics.Bins).Select(i => of.Average(s => histogram(s)[i]))];

    private sealed record Kept(int StepsOfEntry, List<MiningStatistics> Entries, List<MiningStatistics> Open);
}
