using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>A region of the generated image with its target style (guided Gram matrices, Gatys et al. 2017, section 4.1).</summary>
/// <param name="Share">Share of the style cost; the shares of all regions add up to 1.</param>
/// <param name="Targets">AAᵀ/M of each style layer, C x C, float64; null where only sums are computed.</param>
/// <param name="Masks">The mask T at each style layer, 1 x 1 x H x W; null for the whole image.</param>
/// <param name="Masses">ΣT² at each style layer: M where there is no mask.</param>
internal sealed record StyleRegion(double Share, Tensor[]? Targets, Tensor[]? Masks, double[]? Masses);
