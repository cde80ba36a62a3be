using System.Globalization;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>The trivial solution: every photo has one encoding, all distances are 0, the loss stands at the margin.</summary>
/// <param name="Step">When it was found.</param>
/// <param name="Steps">For how many steps it had been so.</param>
/// <param name="MeanNegative">Mean squared L2 between photos of different people.</param>
/// <param name="Loss">The triplet loss.</param>
/// <param name="Margin">α.</param>
public sealed record Collapse(int Step, int Steps, double MeanNegative, double Loss, double Margin)
{
    /// <summary>What a user can change, the likeliest help first.</summary>
    public static IReadOnlyList<string> Remedies { get; } =
    [
        "a lower learning rate",
        "semi-hard mining first (--mining semi-hard), the hardest triplets later",
        "larger batches (more people in each)",
        "pretraining as a classifier, or weights of an earlier run (--from)",
    ];

    /// <summary>One line: what is wrong, by which numbers, and what to change.</summary>
    public string Message => string.Create(
        CultureInfo.InvariantCulture,
        $"collapsed: for {Steps} steps all encodings have been at one point (mean distance of different people {MeanNegative:G3}, loss {Loss:F3} at a margin of {Margin:0.###}), and nothing pulls them apart any more; what helps: {string.Join("; ", Remedies)}");
}
