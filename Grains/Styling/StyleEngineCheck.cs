namespace FaceGrid.Grains.Styling;

/// <summary>What an engine knows of a request before it computes anything.</summary>
/// <param name="Settings">The same settings, written in the one way that equal settings are written in.</param>
/// <param name="NetworkVersion">Of the weights that will be used.</param>
public sealed record StyleEngineCheck(string Settings, string NetworkVersion, int Steps);
