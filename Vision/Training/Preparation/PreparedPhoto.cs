namespace FaceGrid.Vision.Training.Preparation;

/// <summary>A crop that was written.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Source">The photo it was made of.</param>
/// <param name="Encoding">Of the crop as it can be read back; null where no encoder was at hand.</param>
internal sealed record PreparedPhoto(string File, string Source, float[]? Encoding);
