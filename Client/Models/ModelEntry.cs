using FaceGrid.Vision.Faces;

namespace FaceGrid.Client.Models;

/// <summary>An encoder that <c>--model</c> can name.</summary>
/// <param name="Bundled">It came with the program.</param>
internal sealed record ModelEntry(EncoderModel Encoder, bool Bundled);
