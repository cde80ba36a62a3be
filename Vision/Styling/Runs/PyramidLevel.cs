namespace FaceGrid.Vision.Styling.Runs;

/// <summary>A level of the pyramid: a part of the run at one size.</summary>
/// <param name="Size">Size of the generated image in pixels, as the <see cref="SizeRule"/> measures it.</param>
/// <param name="Steps">Number of steps; the optimiser is reset at every level.</param>
public sealed record PyramidLevel(int Size, int Steps);
