namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>models activate</c>.</summary>
/// <param name="Version">The active model version.</param>
/// <param name="People">Number of identities.</param>
/// <param name="Adopted">Number of identities with templates of this version.</param>
/// <param name="Encoded">Number of identities re-encoded by this command.</param>
/// <param name="LeftBehind">Number of identities without kept photos, which are not recognised.</param>
internal sealed record ModelActivatedResult(string Version, int People, int Adopted, int Encoded, int LeftBehind);
