namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>identities show</c>.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="Version">Number of changes; 1 after the first enrolment.</param>
/// <param name="Enrolled">Time of the first enrolment.</param>
/// <param name="Changed">Time of the last change.</param>
/// <param name="Galleries">Galleries that contain the identity.</param>
/// <param name="Templates">Its templates.</param>
internal sealed record IdentityResult(
    string Identity,
    long Version,
    DateTimeOffset Enrolled,
    DateTimeOffset Changed,
    IReadOnlyList<string> Galleries,
    IReadOnlyList<TemplateResult> Templates);
