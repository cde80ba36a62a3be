namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>What became of a person who was to move to another shard.</summary>
public enum MoveOutcome
{
    /// <summary>In the new shard, and not in the old one any more.</summary>
    Moved,

    /// <summary>Was not in the old shard, or not any more.</summary>
    NotThere,

    /// <summary>The new shard takes nobody; the person stays.</summary>
    TargetFull,

    /// <summary>The old shard does not give people away, or not any more; the person stays.</summary>
    NotGiven,

    /// <summary>The record cannot be read; what is stored stays where it is.</summary>
    Unreadable,

    /// <summary>Only moves that had begun were to be ended, and this one had not.</summary>
    NotBegun,
}
