namespace FaceGrid.Grains.Interfaces.Consistency;

/// <summary>How a shard and an identity's record disagree.</summary>
public enum CopyFaultKind
{
    /// <summary>A shard has an entry of a person whose record is absent, or does not list the shard.</summary>
    EntryWithoutRecord,

    /// <summary>A record lists a shard that has no entry of the person.</summary>
    RecordWithoutEntry,

    /// <summary>The entry has other templates, another record version or another key than the record.</summary>
    EntryDiffers,

    /// <summary>The entry cannot be decrypted and is quarantined: searches omit it.</summary>
    UnreadableEntry,

    /// <summary>The record cannot be decrypted; only a removal of the person helps.</summary>
    UnreadableRecord,
}
