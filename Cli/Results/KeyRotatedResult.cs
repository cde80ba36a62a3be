namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>keys rotate</c>.</summary>
/// <param name="KeyFile">Path of the key file, or address of the cluster.</param>
/// <param name="Key">Id of the current key.</param>
/// <param name="People">Number of identities.</param>
/// <param name="Rewrapped">Number of identities whose keys were rewrapped.</param>
internal sealed record KeyRotatedResult(string KeyFile, string Key, int People, int Rewrapped);
