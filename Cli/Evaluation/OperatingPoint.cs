using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Cli.Evaluation;

/// <summary>FNIR at a given FPIR, τ set on the strangers of the experiment itself.</summary>
/// <param name="Supported">There are so many strangers that at least one may be let in; otherwise τ is just below the nearest one.</param>
internal sealed record OperatingPoint(double Fpir, double Threshold, double Fnir, Interval FnirInterval, bool Supported);
