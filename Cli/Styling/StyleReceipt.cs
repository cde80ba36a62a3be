namespace FaceGrid.Cli.Styling;

/// <summary>Result of <c>style</c>.</summary>
/// <param name="FinalCost">J of the picture.</param>
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
