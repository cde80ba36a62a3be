namespace FaceGrid.Embedded.Engine;

/// <summary>The result of a method that has none.</summary>
internal readonly struct Nothing
{
}
