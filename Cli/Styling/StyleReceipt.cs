namespace FaceGrid.Cli.Styling;

/// <summary>Result of <c>style</c>.</summary>
/// <param name="Out">Path of the picture.</param>
/// <param name="Losses">Path of the loss curves.</param>
/// <param name="Provenance">Path of the settings and input hashes.</param>
/// <param name="Width">Width of the picture, in pixels.</param>
/// <param name="Height">Height of the picture, in pixels.</param>
/// <param name="Steps">Number of completed steps.</param>
/// <param name="Seconds">Duration of the render.</param>
/// <param name="FinalCost">J of the picture.</param>
/// <param name="ContentCost">α·Jc of the picture.</param>
/// <param name="StyleCost">β·Js of the picture.</param>
/// <param name="TotalVariation">Total variation term of J(G).</param>
/// <param name="Network">Version of the network.</param>
/// <param name="RandomWeights">True if the weights are random.</param>
/// <param name="TileSidePixels">Side of the tiles; null: not tiled.</param>
internal sealed record StyleReceipt(
    string Out,
    string Losses,
    string Provenance,
    int Width,
    int Height,
    int Steps,
    double Seconds,
    double FinalCost,
    double ContentCost,
    double StyleCost,
    double TotalVariation,
    string Network,
    bool RandomWeights,
    int? TileSidePixels);
