namespace FaceGrid.Vision.Styling.Runs;

/// <summary>One step that was done.</summary>
/// <param name="Step">From 1 on, over all levels.</param>
/// <param name="Steps">Of the whole run.</param>
/// <param name="Width">Of the generated image in this step.</param>
/// <param name="Losses">J of the image that the step began with.</param>
public sealed record StyleProgress(int Step, int Steps, int Width, int Height, StyleLosses Losses);
