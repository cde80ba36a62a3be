namespace FaceGrid.Grains.Interfaces.Limits;

/// <summary>Bounds of one member of a message.</summary>
/// <param name="Most">Most characters of a text, elements of a list or bytes of an array; the largest value of a number.</param>
/// <param name="Least">The least of the same.</param>
/// <param name="MostCharacters">Of a list of texts: most characters of each.</param>
public sealed record MessageLimit(long Most, long Least = 0, int MostCharacters = 0);
