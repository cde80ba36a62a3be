namespace FaceGrid.Grains.Identities;

/// <summary>What storage keeps of an identity. Absent, or without a record: nobody is enrolled.</summary>
[GenerateSerializer]
[Alias("FaceGrid.IdentityState")]
public sealed class IdentityState
{
    [Id(0)]
    public IdentityRecord? Record { get; set; }
}
