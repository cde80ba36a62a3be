namespace FaceGrid.Grains.Interfaces.Consistency;

/// <summary>How a shard's entry of a person compares with that of the person's record.</summary>
public enum HeldState
{
    /// <summary>The shard has no readable entry.</summary>
    Absent,

    /// <summary>The entry is in doubt.</summary>
    InDoubt,

    /// <summary>The entry differs.</summary>
    Differs,

    /// <summary>The entry is the same, and searches see it.</summary>
    Same,
}
