namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>Output of one liveness network: its softmax over the classes.</summary>
/// <param name="Network">Architecture of the network.</param>
/// <param name="Live">Probability of a live face (class 1).</param>
/// <param name="FirstAttack">Probability of the first class of attacks (class 0).</param>
/// <param name="SecondAttack">Probability of the second class of attacks (class 2).</param>
public sealed record NetworkLivenessScore(string Network, double Live, double FirstAttack, double SecondAttack);
