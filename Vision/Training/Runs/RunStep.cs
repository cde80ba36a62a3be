namespace FaceGrid.Vision.Training.Runs;

/// <summary>Measurements of a step of a run; values that the step does not have are NaN.</summary>
/// <param name="Step">Number of the step, 1 for the first.</param>
/// <param name="Loss">The weighted sum of the terms.</param>
/// <param name="Distillation">1 − cosine to the teacher.</param>
/// <param name="Pairs">The term that compares people, without its weight.</param>
/// <param name="Classes">The term that classifies people, without its weight.</param>
/// <param name="Active">Share of the mined triplets that violate the margin.</param>
/// <param name="Right">Share of the batch classified right; of regression, the share of the targets' variance that is explained.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Accuracy">Share of right 1:1 answers on held-out people after this step, where it was followed by a validation.</param>
/// <param name="Agreement">Mean cosine to the teacher on held-out people, where the step was followed by a validation.</param>
/// <param name="Hints">Loss between the student's and the teacher's maps, without its weight (<see cref="Losses.StageHints"/>).</param>
public sealed record RunStep(
    int Step,
    double Loss,
    double Distillation,
    double Pairs,
    double Classes,
    double Active,
    double Right,
    double Rate,
    double Accuracy,
    double Agreement,
    double Hints)
{
    /// <summary>Length of <see cref="ToArray"/>.</summary>
    internal const int Length = 11;

    /// <summary>A step of which nothing but the learning rate is known yet.</summary>
    internal static RunStep Unmeasured(int step, double rate) =>
        new(step, 0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, rate, double.NaN, double.NaN, double.NaN);

    internal double[] ToArray() => [Step, Loss, Distillation, Pairs, Classes, Active, Right, Rate, Accuracy, Agreement, Hints];

    internal static RunStep FromArray(double[] v) =>
        new((int)v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10]);
}
