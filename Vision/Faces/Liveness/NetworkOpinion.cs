namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>What one network says: its softmax over the classes.</summary>
/// <param name="Network">Architecture of the network.</param>
/// <param name="Live">Share of the class of live faces.</param>
/// <param name="FirstAttack">Share of the first class of attacks (class 0).</param>
/// <param name="SecondAttack">Share of the second one (class 2).</param>
public sealed record NetworkOpinion(string Network, double Live, double FirstAttack, double SecondAttack);
