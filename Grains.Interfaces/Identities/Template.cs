namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>One stored encoding of one person.</summary>
/// <param name="Encoding">128 little-endian floats with L2 norm 1: 512 bytes.</param>
/// <param name="ModelVersion">The encoder that made it; encodings of different versions are never compared.</param>
/// <param name="Quality">Quality of the crop, 0 to 1; null where it was not measured.</param>
/// <param name="Enrolled">Time of the enrolment.</param>
/// <param name="Source">Name of the photo, for the operator.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.Template")]
public sealed record Template(
    [property: Id(0)] byte[] Encoding,
    [property: Id(1)] string ModelVersion,
    [property: Id(2)] double? Quality,
    [property: Id(3)] DateTimeOffset Enrolled,
    [property: Id(4)] string Source);
