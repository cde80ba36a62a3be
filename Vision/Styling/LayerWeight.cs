namespace FaceGrid.Vision.Styling;

/// <summary>A layer by its name, <c>relu4_2</c>, and its share λ[l] of the content or style cost.</summary>
public sealed record LayerWeight(string Layer, double Weight);
