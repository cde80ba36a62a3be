namespace FaceGrid.Vision.Styling;

/// <summary>The cost of a generated image, J(G) = α·Jc + β·Js + TV, with every term as it enters the sum (weights included).</summary>
/// <param name="Total">J.</param>
/// <param name="Content">Content cost of each content layer, in the order of the settings.</param>
/// <param name="Style">Style cost of each style layer, in the order of the settings.</param>
/// <param name="TotalVariation">Total variation; 0 without it.</param>
public sealed record StyleLosses(double Total, IReadOnlyList<double> Content, IReadOnlyList<double> Style, double TotalVariation)
{
    /// <summary>J is a finite number.</summary>
    public bool IsFinite => double.IsFinite(Total);

    /// <summary>J, the total variation, the content terms, the style terms.</summary>
    public double[] ToArray() => [Total, TotalVariation, .. Content, .. Style];

    /// <summary>The inverse of <see cref="ToArray"/>.</summary>
    /// <param name="values">From <see cref="ToArray"/>.</param>
    /// <param name="contentTerms">Number of content terms among the values.</param>
    public static StyleLosses FromArray(ReadOnlySpan<double> values, int contentTerms) =>
        new(values[0], values.Slice(2, contentTerms).ToArray(), values[(2 + contentTerms)..].ToArray(), values[1]);
}
