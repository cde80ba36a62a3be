namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Progress of a run after a step.</summary>
/// <param name="Step">Number of the step over all levels, from 1.</param>
/// <param name="Steps">Number of steps of the whole run.</param>
/// <param name="Width">Width of the generated image in this step, in pixels.</param>
/// <param name="Height">Height of the generated image in this step, in pixels.</param>
/// <param name="Losses">J and its terms before the step.</param>
public sealed record StyleProgress(int Step, int Steps, int Width, int Height, StyleLosses Losses);
