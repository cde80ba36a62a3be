namespace FaceGrid.Vision.Styling;

/// <summary>The cost of a generated image, J(G) = α·Jc + β·Js + TV, with every term as it enters the sum (weights included).</summary>
/// <param name="Total">J.</param>
/// <param name="Content">Content cost of each content layer, in the order of the settings.</param>
/// <param name="Style">Style cost of each style layer, in the order of the settings.</param>
/// <param name="TotalVariation">0 where it is not asked for.</param>
public sealed record StyleLosses(double Total, IReadOnlyList<double> Content, IReadOnlyList<double> Style, double TotalVariation)
{
    public bool IsFinite => double.IsFinite(Total);
}
