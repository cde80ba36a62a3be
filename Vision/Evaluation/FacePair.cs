namespace FaceGrid.Vision.Evaluation;

/// <summary>One question of a 1:1 protocol: are these two photos of the same person?</summary>
/// <param name="First">Path of the first photo, relative to the folder of images: <c>NAME/NAME_0001.jpg</c>.</param>
/// <param name="Second">Path of the second photo.</param>
/// <param name="Same">The truth.</param>
/// <param name="Fold">0-based fold that the pair belongs to.</param>
public sealed record FacePair(string First, string Second, bool Same, int Fold);
