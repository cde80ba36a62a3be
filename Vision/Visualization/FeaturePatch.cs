using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Visualization;

/// <summary>What a unit saw where it was most active.</summary>
/// <param name="Window">Its receptive field in the image.</param>
/// <param name="Activation">Of the unit there.</param>
/// <param name="Pixels">Side x Side, black beyond the image's borders.</param>
/// <param name="Gradient">d activation / d pixels (0..255), Side x Side x 3, red first; 0 beyond the borders.</param>
public sealed record FeaturePatch(PixelWindow Window, double Activation, RgbImage Pixels, double[] Gradient);
