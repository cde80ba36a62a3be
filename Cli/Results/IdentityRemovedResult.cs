namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>identities remove</c>.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="Removed">Always true: the identity is not stored any more.</param>
/// <param name="WasThere">False if it was not enrolled (only with <c>--operation-id</c>).</param>
internal sealed record IdentityRemovedResult(string Identity, bool Removed, bool WasThere);
