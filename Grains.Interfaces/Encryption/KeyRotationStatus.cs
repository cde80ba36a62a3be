namespace FaceGrid.Grains.Interfaces.Encryption;

/// <summary>How far the people of a tenant have come to the current key-encryption key.</summary>
/// <param name="Key">Id of the current key-encryption key.</param>
/// <param name="People">Who can be found in a gallery.</param>
/// <param name="PeopleWaiting">Of them, who are not encrypted or whose key is wrapped under a former one.</param>
/// <param name="PagesWaiting">Pages of gallery shards with keys that are wrapped under a former one.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.KeyRotationStatus")]
public sealed record KeyRotationStatus(
    [property: Id(0)] string Key,
    [property: Id(1)] int People,
    [property: Id(2)] int PeopleWaiting,
    [property: Id(3)] int PagesWaiting)
{
    /// <summary>No former key-encryption key is needed for this tenant any more, but for backups.</summary>
    public bool IsDone => PeopleWaiting == 0 && PagesWaiting == 0;
}
