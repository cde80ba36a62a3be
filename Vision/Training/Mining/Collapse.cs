using System.Globalization;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// The trivial solution of the triplet loss: every photo has the same encoding, all distances are 0, and the loss equals the margin.
/// </summary>
/// <param name="Step">Number of the step at which it was detected.</param>
/// <param name="Steps">Consecutive steps for which it had lasted.</param>
/// <param name="MeanNegative">Mean squared L2 between photos of different people.</param>
/// <param name="Loss">The triplet loss.</param>
/// <param name="Margin">α.</param>
public sealed record Collapse(int Step, int Steps, double MeanNegative, double Loss, double Margin)
{
    /// <summary>What a user can change, the most promising first.</summary>
    public static IReadOnlyList<string> Remedies { get; } =
    [
        "a lower learning rate",
        "semi-hard mining first (--mining semi-hard), the hardest triplets later",
        "larger batches (more people in each)",
        "pretraining as a classifier, or weights of an earlier run (--from)",
    ];

    /// <summary>One line: the finding, the numbers that show it, and the remedies.</summary>
    public string Message => string.Create(
        CultureInfo.InvariantCulture,
        $"collapsed: for {Steps} steps all encodings have been at one point (mean distance of different people {MeanNegative:G3}, "
        + $"loss {Loss:F3} at a margin of {Margin:0.###}), and no gradient separates them; remedies: {string.Join("; ", Remedies)}");
}
