namespace FaceGrid.Vision.Styling;

/// <summary>A published program or paper: what an image costs there, and how it is run there.</summary>
public sealed record StyleProfile(string Name, StyleLossSettings Loss, StyleRunDefaults Run);
