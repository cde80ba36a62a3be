using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>jobs show</c>.</summary>
/// <param name="Job">The job.</param>
/// <param name="Written">Paths of the files written by <c>--out</c>; empty without it.</param>
internal sealed record JobShownResult(JobDescription Job, IReadOnlyList<string> Written);
