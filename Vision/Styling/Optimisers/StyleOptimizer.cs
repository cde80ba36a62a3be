namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>How an image is changed so that its cost falls.</summary>
public enum StyleOptimizer
{
    /// <summary>G := G − η ∂J/∂G.</summary>
    GradientDescent,

    /// <summary>Kingma and Ba 2015: every pixel has a step of its own.</summary>
    Adam,

    /// <summary>Limited-memory BFGS (Liu and Nocedal 1989): knows the curvature, fewest steps, most memory.</summary>
    LBfgs,
}
