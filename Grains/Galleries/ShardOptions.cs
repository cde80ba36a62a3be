using System.Globalization;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Galleries;

/// <summary>How galleries are cut into shards.</summary>
public sealed class ShardOptions
{
    /// <summary>A shard that is fuller is not filled again: what is left over a merge's bound keeps splits and merges from alternating.</summary>
    public const double FillBelow = 0.75;

    /// <summary>A shard that is filled takes one more person with all templates that a person may have.</summary>
    public const int LeastTemplates = 4 * IIdentityGrain.MaxTemplates;

    /// <summary>
    /// People in one shard, default 20 000: a scan of well under a millisecond, and 15 MB that move when the shard moves.
    /// </summary>
    public int Capacity { get; set; } = 20_000;

    /// <summary>Templates in one shard, default 50 000: what activates within 2 s. A shard takes nobody who would bring it beyond, and one that has grown beyond is split.</summary>
    public int MaxTemplates { get; set; } = 50_000;

    /// <summary>Two shards of a gallery become one when together they hold at most this share of both bounds, default a half.</summary>
    public double MergeBelow { get; set; } = 0.5;

    /// <summary>Whether shards are split and merged by themselves, default yes. No: they stay as they are, and what has begun waits.</summary>
    public bool Balance { get; set; } = true;

    /// <summary>
    /// How long an entry may stay doubtful before the shard asks the identity, default 10 s: longer than any healthy
    /// enrolment takes between its two writes.
    /// </summary>
    public TimeSpan DoubtLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <exception cref="BadInputException">An option that cannot be meant, with what it accepts.</exception>
    public void Validate()
    {
        Check(nameof(Capacity), Capacity >= 1, Capacity, "at least 1");
        Check(nameof(MaxTemplates), MaxTemplates >= LeastTemplates, MaxTemplates, $"at least {LeastTemplates}");
        Check(nameof(MergeBelow), MergeBelow is > 0 and < FillBelow, MergeBelow, string.Create(CultureInfo.InvariantCulture, $"a share above 0 and below {FillBelow}"));
        Check(nameof(DoubtLimit), DoubtLimit > TimeSpan.Zero, DoubtLimit.TotalSeconds, "a time above 0");
    }

    /// <summary>The share of its bounds that a shard holds.</summary>
    internal double FillOf(ShardLoad load) => Math.Max(load.People / (double)Capacity, load.Templates / (double)MaxTemplates);

    /// <summary>Removals have left enough room for it to be filled before a new shard is opened.</summary>
    internal bool HasRoom(ShardLoad load) => FillOf(load) <= FillBelow && load.People < Capacity;

    /// <summary>It must be split.</summary>
    internal bool IsOver(ShardLoad load) => FillOf(load) > 1 && load.People > 1;

    /// <summary>Together they fit into one shard with room to grow.</summary>
    internal bool CanMerge(ShardLoad one, ShardLoad other) =>
        FillOf(new ShardLoad(one.People + other.People, one.Templates + other.Templates, 0, 0)) <= MergeBelow;

    private static void Check(string name, bool isMeant, double value, string accepted)
    {
        if (!isMeant)
        {
            throw new BadInputException($"Shards:{name}", string.Create(CultureInfo.InvariantCulture, $"{value} is not {accepted}"));
        }
    }
}
