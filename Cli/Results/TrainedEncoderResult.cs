namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>models list</c> for an encoder of a training run that is not installed.</summary>
/// <param name="Run">Job id of the run.</param>
/// <param name="Name">Name of the result file.</param>
/// <param name="Bytes">Size of the file, in bytes.</param>
/// <param name="Active">Always false.</param>
internal sealed record TrainedEncoderResult(string Run, string Name, long Bytes, bool Active);
