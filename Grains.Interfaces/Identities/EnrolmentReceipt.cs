namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>Result of an acknowledged enrolment. The person is durable and recognisable before the caller receives it.</summary>
/// <param name="Templates">Number of the person's templates, old and new.</param>
/// <param name="Added">Number of new templates; 0 when every photo was enrolled before.</param>
/// <param name="Joined">True if the person was not in this gallery before.</param>
/// <param name="EncodeMilliseconds">Time in the encoder, in milliseconds.</param>
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
