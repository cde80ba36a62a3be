namespace FaceGrid.Vision.Evaluation;

/// <summary>One pair of photos of a 1:1 verification protocol.</summary>
/// <param name="First">Path of the first photo, relative to the folder of images: <c>NAME/NAME_0001.jpg</c>.</param>
/// <param name="Second">Path of the second photo.</param>
/// <param name="Same">Whether both photos show the same person.</param>
/// <param name="Fold">Number of the pair's fold, from 0.</param>
public sealed record FacePair(string First, string Second, bool Same, int Fold);
