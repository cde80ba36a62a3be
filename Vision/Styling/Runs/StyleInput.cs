namespace FaceGrid.Vision.Styling.Runs;

/// <summary>An image that a picture was made from.</summary>
/// <param name="Part"><c>content</c>, <c>style</c>, <c>mask</c> or <c>start</c>.</param>
/// <param name="Name">Of the file, without its folder.</param>
/// <param name="Sha256">Of the file, lower-case hexadecimal.</param>
public sealed record StyleInput(string Part, string Name, string Sha256, int Width, int Height);
