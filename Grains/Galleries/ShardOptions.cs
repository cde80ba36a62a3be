using System.Globalization;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Galleries;

/// <summary>Size limits of a gallery's shards.</summary>
public sealed class ShardOptions
{
    /// <summary>
    /// Fill above which a shard is not filled again. Its distance to the bound of a merge keeps splits and merges from alternating.
    /// </summary>
    public const double FillBelow = 0.75;

    /// <summary>
    /// Least number of templates in a shard, so that a filled shard can take one more person with the maximum number of templates.
    /// </summary>
    public const int LeastTemplates = 4 * IIdentityGrain.MaxTemplates;

    /// <summary>People in one background slice of the comparison with the identities.</summary>
    internal const int AuditSlice = 4;

    /// <summary>
    /// People in one shard, default 20 000: a scan takes well under a millisecond, and 15 MB move with the shard.
    /// </summary>
    public int Capacity { get; set; } = 20_000;

    /// <summary>
    /// Templates in one shard, default 50 000, which activate within 2 s. A shard admits no one who would exceed it, and a shard that has
    /// grown beyond is split.
    /// </summary>
    public int MaxTemplates { get; set; } = 50_000;

    /// <summary>Two shards of a gallery are merged when together they hold at most this share of both bounds, default 0.5.</summary>
    public double MergeBelow { get; set; } = 0.5;

    /// <summary>Whether shards are split and merged automatically, default true. False: a rebalance in progress pauses.</summary>
    public bool Balance { get; set; } = true;

    /// <summary>
    /// Time that an entry may stay in doubt before the shard asks the identity, default 10 s: longer than a healthy enrolment takes between
    /// its two writes. The identity's answer decides, never this time.
    /// </summary>
    public TimeSpan DoubtLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between a change and the work that a shard does after it.</summary>
    internal TimeSpan MaintenanceDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Time between two background slices of the comparison with the identities; infinite: none. A shard of 20 000 people is compared once
    /// in 14 hours, with 0.4 reads of identities a second.
    /// </summary>
    internal TimeSpan AuditPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <exception cref="BadInputException">An option is out of range; the message names the option and the accepted range.</exception>
    public void Validate()
    {
        Check(nameof(Capacity), Capacity >= 1, Capacity, "at least 1");
        Check(nameof(MaxTemplates), MaxTemplates >= LeastTemplates, MaxTemplates, $"at least {LeastTemplates}");
        var mergeRange = string.Create(CultureInfo.InvariantCulture, $"a share above 0 and below {FillBelow}");
        Check(nameof(MergeBelow), MergeBelow is > 0 and < FillBelow, MergeBelow, mergeRange);
        Check(nameof(DoubtLimit), DoubtLimit > TimeSpan.Zero, DoubtLimit.TotalSeconds, "a time above 0");
    }

    /// <summary>The larger of the shares of both bounds that a shard uses.</summary>
    internal double FillOf(ShardLoad load) => Math.Max(load.People / (double)Capacity, load.Templates / (double)MaxTemplates);

    /// <summary>Whether removals have left enough room to fill the shard before a new one is opened.</summary>
    internal bool HasRoom(ShardLoad load) => FillOf(load) <= FillBelow && load.People < Capacity;

    /// <summary>Whether the shard must be split.</summary>
    internal bool IsOver(ShardLoad load) => FillOf(load) > 1 && load.People > 1;

    /// <summary>Whether two shards together fit into one with room to grow.</summary>
    internal bool CanMerge(ShardLoad one, ShardLoad other) =>
        FillOf(new ShardLoad(one.People + other.People, one.Templates + other.Templates, 0, 0)) <= MergeBelow;

    private static void Check(string name, bool isAccepted, double value, string accepted)
    {
        if (!isAccepted)
        {
            throw new BadInputException($"Shards:{name}", string.Create(CultureInfo.InvariantCulture, $"{value} is not {accepted}"));
        }
    }
}
