namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>
/// One face on the 112 x 112 template as raw RGB, 37 632 bytes: small enough to travel in a message, and the same for
/// every encoder. Photos of any other size stay outside (DESIGN section 4).
/// </summary>
/// <param name="Name">Name in answers and errors: most often the photo's path.</param>
/// <param name="Rgb">Rows of interleaved red, green, blue.</param>
/// <param name="Encoding">128 floats with L2 norm 1, where the edge has encoded the face itself with the model version of the request;
/// <paramref name="Rgb"/> is then empty. A caller that may send an encoding can impersonate anyone: only the grid's own edges, behind their
/// gateway, may.</param>
/// <param name="Evidence">Measurements of the photo; null: none were taken, as for a crop that is used as it is.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.AlignedFace")]
public sealed record AlignedFace(
    [property: Id(0)] string Name,
    [property: Id(1)] byte[] Rgb,
    [property: Id(2)] FaceEvidence? Evidence = null,
    [property: Id(3)] float[]? Encoding = null)
{
    /// <summary>Side in pixels.</summary>
    public const int Side = 112;

    /// <summary>Bytes of <see cref="Rgb"/>.</summary>
    public const int ByteCount = Side * Side * 3;
}
