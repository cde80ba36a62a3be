using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling;

/// <summary>From the sums of a whole image: its content and style cost, and how the cost changes with the maps of every layer.</summary>
public sealed class StyleSlopes : IDisposable
{
    private readonly Tensor[][] _matrices;

    internal StyleSlopes(Tensor[][] matrices, IReadOnlyList<double> content, IReadOnlyList<double> style) =>
        (_matrices, Content, Style) = (matrices, content, style);

    /// <summary>α·Jc of each content layer.</summary>
    public IReadOnlyList<double> Content { get; }

    /// <summary>β·Js of each style layer, over all regions.</summary>
    public IReadOnlyList<double> Style { get; }

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
