namespace FaceGrid.Vision.Styling;

/// <summary>Factor of Σ(F−P)², for a layer of N channels with M = H·W units each.</summary>
public enum ContentNormalisation
{
    /// <summary>1/2 (Gatys et al. 2015, equation 1).</summary>
    Half,

    /// <summary>1/(N·M): the mean, as in most programs.</summary>
    Mean,

    /// <summary>1/(4·N·M) (deeplearning.ai's assignment).</summary>
    Coursera,
}
