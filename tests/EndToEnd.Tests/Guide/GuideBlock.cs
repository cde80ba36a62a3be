namespace FaceGrid.EndToEnd.Tests.Guide;

/// <summary>A fenced block of a page.</summary>
/// <param name="Line">Number of the line with the opening fence, from 1.</param>
/// <param name="Mark">What follows the opening fence: <c>console</c>, <c>sh</c>, <c>json</c> …; empty where nothing does.</param>
/// <param name="Lines">The lines between the fences.</param>
internal sealed record GuideBlock(int Line, string Mark, IReadOnlyList<string> Lines);
