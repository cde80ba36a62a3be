namespace FaceGrid.Cli.Results;

/// <summary>Printed by any command that fails, after the results it had already printed.</summary>
/// <param name="Error">The reason, one line; the same line is on standard error.</param>
/// <param name="ExitCode">Exit code of the process: 1 for a failure, 2 for unusable input, 130 for an interruption.</param>
internal sealed record ErrorResult(string Error, int ExitCode);
