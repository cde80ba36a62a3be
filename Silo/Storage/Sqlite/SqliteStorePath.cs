namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>The path of a registered store.</summary>
internal sealed record SqliteStorePath(string Path);
