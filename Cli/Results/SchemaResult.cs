namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>silo init-db</c>.</summary>
/// <param name="SchemaVersion">Version of the database schema.</param>
internal sealed record SchemaResult(int SchemaVersion);
