namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>Outcome of a person's move to another shard.</summary>
public enum MoveOutcome
{
    /// <summary>The person is in the new shard, and no longer in the old one.</summary>
    Moved,

    /// <summary>The person was not, or was no longer, in the old shard.</summary>
    NotThere,

    /// <summary>The new shard admits no one; the person stays.</summary>
    TargetFull,

    /// <summary>The old shard is not, or is no longer, being drained; the person stays.</summary>
    NotGiven,

    /// <summary>The record cannot be read; what is stored stays where it is.</summary>
    Unreadable,

    /// <summary>Only moves that had begun were to be completed, and this one had not.</summary>
    NotBegun,
}
