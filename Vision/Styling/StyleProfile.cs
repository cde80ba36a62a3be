namespace FaceGrid.Vision.Styling;

/// <summary>A published program or paper.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Loss">Its loss.</param>
/// <param name="Run">How its authors run it.</param>
public sealed record StyleProfile(string Name, StyleLossSettings Loss, StyleRunDefaults Run);
