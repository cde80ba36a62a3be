using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Weights.Catalog;

/// <summary>An encoder that <c>--model</c> can name.</summary>
/// <param name="Bundled">It came with the program.</param>
public sealed record ModelEntry(EncoderModel Encoder, bool Bundled);
