using FaceGrid.Grains.Galleries;

namespace FaceGrid.Silo.Options;

/// <summary>Of <see cref="ShardOptions"/>, what an operator may want to be otherwise.</summary>
public sealed class ShardSectionOptions
{
    /// <summary>People in one shard.</summary>
    public int Capacity { get; set; } = new ShardOptions().Capacity;

    /// <summary>Templates in one shard; one that has grown beyond is split.</summary>
    public int MaxTemplates { get; set; } = new ShardOptions().MaxTemplates;

    /// <summary>Two shards become one when together they hold at most this share of both bounds.</summary>
    public double MergeBelow { get; set; } = new ShardOptions().MergeBelow;

    /// <summary>Whether shards are split and merged.</summary>
    public bool Balance { get; set; } = true;

    public void ApplyTo(ShardOptions options) =>
        (options.Capacity, options.MaxTemplates, options.MergeBelow, options.Balance) = (Capacity, MaxTemplates, MergeBelow, Balance);
}
