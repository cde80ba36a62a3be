namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>A person of a gallery's sample, with the encoding that stands for a stranger's.</summary>
/// <param name="Encoding">128 little-endian floats of L2 norm 1: the first template, or the mean where templates are fused.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.SampledPerson")]
public sealed record SampledPerson([property: Id(0)] string Identity, [property: Id(1)] byte[] Encoding);
