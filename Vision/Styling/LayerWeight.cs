namespace FaceGrid.Vision.Styling;

/// <summary>A layer with its weight in the content or style cost.</summary>
/// <param name="Layer">Name of the layer: <c>relu4_2</c>, or <c>conv4_2</c> before the rectifier.</param>
/// <param name="Weight">λ[l], 0 or more.</param>
public sealed record LayerWeight(string Layer, double Weight);
