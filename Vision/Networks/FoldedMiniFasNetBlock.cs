namespace FaceGrid.Vision.Networks;

/// <summary>A <see cref="MiniFasNetBlock"/> for inference, batch norms folded.</summary>
/// <param name="Squeeze">First convolution of the squeeze-and-excitation module; null where the block has none.</param>
/// <param name="Excite">Second convolution of the squeeze-and-excitation module; null where the block has none.</param>
/// <param name="Residual">Whether the block's input is added to its output.</param>
internal sealed record FoldedMiniFasNetBlock(
    FoldedUnit Expand, FoldedUnit Depthwise, FoldedUnit Project, FoldedUnit? Squeeze, FoldedUnit? Excite, bool Residual);
