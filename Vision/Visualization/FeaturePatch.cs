using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Visualization;

/// <summary>The receptive field of a unit at the position of its highest activation.</summary>
/// <param name="Window">The receptive field in the image.</param>
/// <param name="Activation">Activation of the unit at this position.</param>
/// <param name="Pixels">Side x Side, black beyond the image's borders.</param>
/// <param name="Gradient">d activation / d pixels (0..255), Side x Side x 3, red first; 0 beyond the borders.</param>
public sealed record FeaturePatch(PixelWindow Window, double Activation, RgbImage Pixels, double[] Gradient);
