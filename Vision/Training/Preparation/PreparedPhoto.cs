namespace FaceGrid.Vision.Training.Preparation;

/// <summary>A written crop.</summary>
/// <param name="File">Path of the crop.</param>
/// <param name="Source">Path of the photo.</param>
/// <param name="Encoding">Encoding of the crop as decoded from its file; null without an encoder.</param>
internal sealed record PreparedPhoto(string File, string Source, float[]? Encoding);
