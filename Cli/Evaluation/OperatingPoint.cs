using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Cli.Evaluation;

/// <summary>FNIR at a given FPIR, with τ derived from the strangers of the same experiment.</summary>
/// <param name="Fpir">Allowed FPIR, a share.</param>
/// <param name="Threshold">τ on the squared distance.</param>
/// <param name="Fnir">FNIR at this threshold, a share.</param>
/// <param name="FnirInterval">Its 95 % interval.</param>
/// <param name="Supported">
/// True if the number of strangers allows at least one false positive; else τ is just below the nearest stranger.
/// </param>
internal sealed record OperatingPoint(double Fpir, double Threshold, double Fnir, Interval FnirInterval, bool Supported);
