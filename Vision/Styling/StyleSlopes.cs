using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling;

/// <summary>
/// The content and style cost of a whole image, and the factors of its gradient with respect to the maps of every layer. Computed from
/// <see cref="StyleSums"/>.
/// </summary>
public sealed class StyleSlopes : IDisposable
{
    private readonly Tensor[][] _matrices;

    internal StyleSlopes(Tensor[][] matrices, IReadOnlyList<double> content, IReadOnlyList<double> style) =>
        (_matrices, Content, Style) = (matrices, content, style);

    /// <summary>α·Jc of each content layer.</summary>
    public IReadOnlyList<double> Content { get; }

    /// <summary>β·Js of each style layer, over all regions.</summary>
    public IReadOnlyList<double> Style { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var matrix in _matrices.SelectMany(m => m))
        {
            matrix.Dispose();
        }
    }

    /// <summary>The D of ∂J/∂F = D·F, C x C, symmetric.</summary>
    internal Tensor Matrix(int region, int layer) => _matrices[region][layer];
}
