namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>enroll --people</c> for a person who was not enrolled.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="Gallery">The gallery.</param>
/// <param name="Refused">Reason for the refusal.</param>
internal sealed record EnrolRefusedResult(string Identity, string Gallery, string Refused);
