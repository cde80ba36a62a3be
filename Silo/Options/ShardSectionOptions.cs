using FaceGrid.Grains.Galleries;

namespace FaceGrid.Silo.Options;

/// <summary>The part of <see cref="ShardOptions"/> that operators can set.</summary>
public sealed class ShardSectionOptions
{
    /// <summary>Largest number of identities in one shard.</summary>
    public int Capacity { get; set; } = new ShardOptions().Capacity;

    /// <summary>Largest number of templates in one shard; a shard that exceeds it is split.</summary>
    public int MaxTemplates { get; set; } = new ShardOptions().MaxTemplates;

    /// <summary>Two shards are merged when together they hold at most this fraction of both limits; below 0.75.</summary>
    public double MergeBelow { get; set; } = new ShardOptions().MergeBelow;

    /// <summary>True: shards are split and merged.</summary>
    public bool Balance { get; set; } = true;

    /// <summary>Copies these values to the options that the grains read.</summary>
    public void ApplyTo(ShardOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.Capacity, options.MaxTemplates, options.MergeBelow, options.Balance) = (Capacity, MaxTemplates, MergeBelow, Balance);
    }
}
