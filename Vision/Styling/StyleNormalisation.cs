namespace FaceGrid.Vision.Styling;

/// <summary>
/// Factor of Σ(FFᵀ−AAᵀ)² with Gram matrices of N channels over M units. Where the style image has another M, each Gram matrix is
/// divided by its own M.
/// </summary>
public enum StyleNormalisation
{
    /// <summary>1/(4·N²·M²) (Gatys et al. 2015, equation 4; deeplearning.ai).</summary>
    Gatys,

    /// <summary>1/(N⁴·M²): the mean over N x N of Gram matrices divided by N·M (neural-style, PyTorch's tutorial).</summary>
    MeanOfNormalised,

    /// <summary>1/(N²·M²): the sum over N x N of Gram matrices divided by N·M (gordicaleksa).</summary>
    SumOfNormalised,
}
