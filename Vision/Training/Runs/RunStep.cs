namespace FaceGrid.Vision.Training.Runs;

/// <summary>What a step of a run measured; numbers that it has no part in are NaN.</summary>
/// <param name="Step">1 for the first.</param>
/// <param name="Loss">The weighted sum of the terms.</param>
/// <param name="Distillation">1 − cosine to the teacher.</param>
/// <param name="Pairs">The term that compares people.</param>
/// <param name="Classes">The term that classifies.</param>
/// <param name="Active">Share of the mined triplets that violate the margin.</param>
/// <param name="Right">Share of the batch classified right.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Accuracy">Verification on held-out people after this step, where it was validated.</param>
/// <param name="Agreement">Mean cosine to the teacher on held-out people.</param>
/// <param name="Hints">How far the maps are from the teacher's (<see cref="Losses.StageHints"/>).</param>
public sealed record RunStep(
    int Step, double Loss, double Distillation, double Pairs, double Classes, double Active, double Right, double Rate, double Accuracy, double Agreement, double Hints)
{
    /// <summary>Numbers of <see cref="ToArray"/>.</summary>
    internal const int Length = 11;

    internal double[] ToArray() => [Step, Loss, Distillation, Pairs, Classes, Active, Right, Rate, Accuracy, Agreement, Hints];

    internal static RunStep FromArray(double[] v) => new((int)v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10]);
}
