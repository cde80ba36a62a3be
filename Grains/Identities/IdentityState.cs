using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>State of an identity. Absent, or without a record: not enrolled.</summary>
[GenerateSerializer]
[Alias("FaceGrid.IdentityState")]
public sealed class IdentityState
{
    [Id(0)]
    public IdentityRecord? Record { get; set; }

    /// <summary>Id of the person's key that encrypts <see cref="Record"/> (docs/adr/0008); null: it is not encrypted.</summary>
    [Id(1)]
    public string? KeyId { get; set; }
}
