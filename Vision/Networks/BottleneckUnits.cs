namespace FaceGrid.Vision.Networks;

/// <summary>
/// An inverted residual (Sandler et al. 2018): 1x1 expansion, 3x3 depthwise, 1x1 linear projection; the input is added where size
/// and channels are unchanged.
/// </summary>
internal sealed record BottleneckUnits(ConvolutionUnit Expand, ConvolutionUnit Depthwise, ConvolutionUnit Project, bool Residual);
