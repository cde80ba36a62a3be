namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>identities list</c> for one identity.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="Gallery">The gallery.</param>
internal sealed record IdentityListResult(string Identity, string Gallery);
