using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>What storage keeps of an identity. Absent, or without a record: nobody is enrolled.</summary>
[GenerateSerializer]
[Alias("FaceGrid.IdentityState")]
public sealed class IdentityState
{
    [Id(0)]
    public IdentityRecord? Record { get; set; }

    /// <summary>Id of the person's key that <see cref="Record"/> is encrypted with (docs/adr/0008); null: it is not.</summary>
    [Id(1)]
    public string? KeyId { get; set; }
}
