namespace FaceGrid.Vision.Weights;

/// <summary>The header entry of one tensor of a safetensors file.</summary>
/// <param name="Name">Name, unique in the file.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
/// <param name="Offset">Offset of the first byte from the beginning of the file.</param>
/// <param name="ByteCount">Product of <paramref name="Shape"/> times the element size.</param>
public sealed record TensorEntry(string Name, TensorType Type, IReadOnlyList<long> Shape, long Offset, long ByteCount)
{
    /// <summary>Product of <see cref="Shape"/>.</summary>
    public long ElementCount => ByteCount / Type.SizeOf();

    /// <summary><see cref="Shape"/> as text: <c>64x3x3x3</c>, or <c>scalar</c>.</summary>
    public string ShapeText => TensorShape.Text(Shape);
}
