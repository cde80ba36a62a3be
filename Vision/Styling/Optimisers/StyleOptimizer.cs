namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>The optimiser of a style run.</summary>
public enum StyleOptimizer
{
    /// <summary>G := G − η ∂J/∂G.</summary>
    GradientDescent,

    /// <summary>Adam (Kingma and Ba 2015), with a separate step size for every pixel.</summary>
    Adam,

    /// <summary>Limited-memory BFGS (Liu and Nocedal 1989), which estimates curvature: fewest steps, most memory.</summary>
    LBfgs,
}
