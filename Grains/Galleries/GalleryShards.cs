using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>Lists of shards in a gallery's state, and the changes that a rebalance makes to them. No method writes to storage.</summary>
internal static class GalleryShards
{
    public static GalleryState Copy(GalleryState of) => new()
    {
        ModelVersion = of.ModelVersion,
        Shards = [.. of.Shards],
        Policy = of.Policy,
        Others = of.Others.ToDictionary(o => o.Key, o => o.Value.ToList(), StringComparer.Ordinal),
        Layout = of.Layout,
        Rebalance = of.Rebalance,
        HighestClosed = of.HighestClosed,
    };

    /// <summary>Shards of one model version, in the order in which they were opened.</summary>
    public static List<int> Of(GalleryState state, string modelVersion) =>
        state.ModelVersion == modelVersion ? state.Shards : state.Others.GetValueOrDefault(modelVersion) ?? [];

    /// <summary>Shards of one model version that admit people.</summary>
    public static IEnumerable<int> Admitting(GalleryState state, string modelVersion) =>
        Of(state, modelVersion).Where(s => RebalanceOf(state, modelVersion)?.From != s);

    /// <summary>The rebalance that searches with this model version must respect; null: none.</summary>
    public static Rebalance? RebalanceOf(GalleryState state, string? modelVersion) =>
        state.Rebalance is { IsClosed: false } running && running.ModelVersion == modelVersion ? running : null;

    public static GalleryLayout Layout(GalleryState state)
    {
        var versions = new List<VersionShards>();
        if (state.ModelVersion is { } own)
        {
            versions.Add(InOrder(state, own, state.Shards));
        }

        versions.AddRange(state.Others.Select(o => InOrder(state, o.Key, o.Value)));
        return new GalleryLayout(state.Layout, versions, state.Rebalance);
    }

    /// <summary>Adds a shard to the state and returns its number. The first shard binds the gallery to the model version.</summary>
    public static int Open(GalleryState changed, string modelVersion)
    {
        var number = changed.Shards.Concat(changed.Others.Values.SelectMany(s => s)).Append(changed.HighestClosed).Max() + 1;
        changed.ModelVersion ??= modelVersion;
        if (changed.ModelVersion == modelVersion)
        {
            changed.Shards.Add(number);
        }
        else
        {
            changed.Others[modelVersion] = [.. Of(changed, modelVersion), number];
        }

        return number;
    }

    /// <summary>A state with the rebalance. A split opens its target.</summary>
    /// <param name="to">Target of a merge; null: a split.</param>
    /// <param name="goal">Templates that a split leaves in <paramref name="from"/>.</param>
    public static GalleryState WithRebalance(GalleryState state, string modelVersion, int from, int? to, int goal)
    {
        var changed = Copy(state);
        changed.Layout++;
        changed.Rebalance = new Rebalance(
            modelVersion, from, to ?? Open(changed, modelVersion), changed.Layout, IsMerge: to is not null, goal);
        return changed;
    }

    /// <summary>A state without the source of its merge; null: no merge of this layout is in progress.</summary>
    public static GalleryState? WithoutSource(GalleryState state, long layout)
    {
        if (state.Rebalance is not { IsMerge: true, IsClosed: false } running || running.Layout != layout)
        {
            return null;
        }

        var changed = Copy(state);
        Of(changed, running.ModelVersion).Remove(running.From);
        changed.HighestClosed = Math.Max(changed.HighestClosed, running.From);
        changed.Layout++;
        changed.Rebalance = running with { IsClosed = true };
        return changed;
    }

    /// <summary>A state without its rebalance; null: no rebalance of this layout is in progress.</summary>
    public static GalleryState? WithoutRebalance(GalleryState state, long layout)
    {
        if (state.Rebalance?.Layout != layout)
        {
            return null;
        }

        var changed = Copy(state);
        changed.Layout++;
        changed.Rebalance = null;
        return changed;
    }

    private static VersionShards InOrder(GalleryState state, string modelVersion, List<int> shards) =>
        RebalanceOf(state, modelVersion) is { } running
            ? new(modelVersion, [.. shards.Where(s => s != running.To), running.To])
            : new(modelVersion, [.. shards]);
}
