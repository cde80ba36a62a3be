namespace FaceGrid.Cli.Results;

/// <summary>One template of an <see cref="IdentityResult"/>.</summary>
/// <param name="ModelVersion">Version of the encoder.</param>
/// <param name="Enrolled">Time of the enrolment.</param>
/// <param name="Source">Name of the photo.</param>
/// <param name="Bytes">Size of the encoding, in bytes.</param>
internal sealed record TemplateResult(string ModelVersion, DateTimeOffset Enrolled, string Source, int Bytes);
