namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>keys create</c>.</summary>
/// <param name="KeyFile">Path of the key file.</param>
/// <param name="Key">Id of the new key.</param>
internal sealed record KeyCreatedResult(string KeyFile, string Key);
