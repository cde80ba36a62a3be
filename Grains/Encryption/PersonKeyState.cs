using FaceGrid.Grains.Interfaces.Encryption;

namespace FaceGrid.Grains.Encryption;

/// <summary>What the store of keys keeps of a person. Absent: never encrypted, or erased.</summary>
[GenerateSerializer]
[Alias("FaceGrid.PersonKeyState")]
public sealed class PersonKeyState
{
    [Id(0)]
    public WrappedKey? Key { get; set; }

    /// <summary>
    /// A removal has begun. If the person's record is gone as well, it was decided, and the key goes. A key without a record alone does not
    /// say so: an old backup of the records may have been put back.
    /// </summary>
    [Id(1)]
    public bool IsGoing { get; set; }
}
