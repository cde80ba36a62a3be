using FaceGrid.Vision.Visualization;

namespace FaceGrid.Cli.Results;

/// <summary>A location of a strong activation.</summary>
/// <param name="Activation">The activation.</param>
/// <param name="Name">Path of the photo relative to the folder.</param>
/// <param name="Image">Index of the photo in <see cref="FeatureTable.Images"/>.</param>
/// <param name="Y">Row in the layer's map.</param>
/// <param name="X">Column in the layer's map.</param>
/// <param name="WindowPx">Receptive field in pixels of the scaled photo: top left corner and side; may exceed the photo.</param>
internal sealed record FeatureTablePlace(float Activation, string Name, int Image, int Y, int X, PixelWindow WindowPx);
