namespace FaceGrid.Grains.Galleries;

/// <summary>How galleries are cut into shards.</summary>
public sealed class ShardOptions
{
    /// <summary>
    /// People in one shard, default 20 000: a scan of well under a millisecond, and 15 MB that move when the shard moves.
    /// </summary>
    public int Capacity { get; set; } = 20_000;

    /// <summary>
    /// How long an entry may stay doubtful before the shard asks the identity, default 10 s: longer than any healthy
    /// enrolment takes between its two writes.
    /// </summary>
    public TimeSpan DoubtLimit { get; set; } = TimeSpan.FromSeconds(10);
}
