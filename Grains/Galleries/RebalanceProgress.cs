namespace FaceGrid.Grains.Galleries;

/// <summary>Result of one step of a rebalance.</summary>
internal enum RebalanceProgress
{
    /// <summary>The next step can follow at once.</summary>
    Advanced,

    /// <summary>Entries of the source are in doubt; the shard resolves them within seconds, and the next step must wait for that.</summary>
    Waiting,
}
