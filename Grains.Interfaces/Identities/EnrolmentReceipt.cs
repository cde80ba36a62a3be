namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>What an acknowledged enrolment did. By the time a caller holds it, the person is durable and recognisable.</summary>
/// <param name="Templates">How many the person has now, old and new.</param>
/// <param name="Added">How many of them are new; 0 when every photo was enrolled before.</param>
/// <param name="Joined">The person was not in this gallery before.</param>
/// <param name="EncodeMilliseconds">Time in the encoder.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.EnrolmentReceipt")]
public sealed record EnrolmentReceipt(
    [property: Id(0)] string Identity,
    [property: Id(1)] string Gallery,
    [property: Id(2)] int Templates,
    [property: Id(3)] int Added,
    [property: Id(4)] string ModelVersion,
    [property: Id(5)] double EncodeMilliseconds,
    [property: Id(6)] bool Joined = false);
