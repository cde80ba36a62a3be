namespace FaceGrid.Vision.Weights;

internal static class TensorShape
{
    public static string Text(IReadOnlyList<long> shape) => shape.Count == 0 ? "scalar" : string.Join('x', shape);
}
