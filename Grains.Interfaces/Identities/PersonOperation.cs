namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>
/// A recent enrolment in the operation log of a person's record (docs/adr/0011), with the figures of its <see cref="EnrolmentReceipt"/>.
/// </summary>
/// <param name="Id">See <see cref="OperationId"/>.</param>
/// <param name="Content">First 16 bytes of a SHA-256 over the request; encrypted in storage where the person is.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.PersonOperation")]
public sealed record PersonOperation(
    [property: Id(0)] string Id,
    [property: Id(1)] byte[] Content,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string Gallery,
    [property: Id(4)] string ModelVersion,
    [property: Id(5)] int Templates,
    [property: Id(6)] int Added,
    [property: Id(7)] double EncodeMilliseconds,
    [property: Id(8)] bool Joined)
{
    /// <summary>Number of operations that a record keeps: the latest ones.</summary>
    public const int Kept = 8;
}
