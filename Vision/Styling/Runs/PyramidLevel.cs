namespace FaceGrid.Vision.Styling.Runs;

/// <summary>A part of the run at one size.</summary>
/// <param name="Size">What the size rule makes the generated image from.</param>
/// <param name="Steps">Of the optimiser, which begins anew at every level.</param>
public sealed record PyramidLevel(int Size, int Steps);
