namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>enroll</c> for one person.</summary>
/// <param name="Identity">The enrolled identity.</param>
/// <param name="Gallery">Gallery it was enrolled into.</param>
/// <param name="Templates">Number of templates the identity now has.</param>
/// <param name="Added">Number of new templates; 0: every photo was enrolled before.</param>
/// <param name="Joined">True if the identity was not in this gallery before.</param>
/// <param name="ModelVersion">Version of the encoder.</param>
/// <param name="EncodeMs">Duration of the encoding, in milliseconds.</param>
/// <param name="Located">How faces were detected.</param>
internal sealed record EnrolResult(
    string Identity, string Gallery, int Templates, int Added, bool Joined, string ModelVersion, double EncodeMs, string Located);
