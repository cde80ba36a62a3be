namespace FaceGrid.Vision.Weights;

/// <summary>One tensor of a safetensors file, as its header describes it.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
/// <param name="Offset">First byte, counted from the beginning of the file.</param>
/// <param name="ByteCount">Product of <paramref name="Shape"/> times the element size.</param>
public sealed record TensorEntry(string Name, TensorType Type, IReadOnlyList<long> Shape, long Offset, long ByteCount)
{
    /// <summary>Product of <see cref="Shape"/>.</summary>
    public long ElementCount => ByteCount / Type.SizeOf();

    /// <summary><see cref="Shape"/> as text: <c>64x3x3x3</c>, or <c>scalar</c>.</summary>
    public string ShapeText => TensorShape.Text(Shape);
}
