namespace FaceGrid.Vision.Weights.Import;

/// <summary>One tensor of a published file, read on demand.</summary>
/// <param name="Name">Name in the file.</param>
/// <param name="Type">
/// Element type in the file; for quantised tensors <see cref="TensorType.F32"/>, to which they are converted on reading.
/// </param>
/// <param name="Shape">Shape in the file, outermost size first.</param>
/// <param name="Read">Reads the elements, row-major; throws <see cref="BadInputException"/> where the file cannot be read.</param>
public sealed record PublishedTensor(string Name, TensorType Type, IReadOnlyList<long> Shape, Func<float[]> Read)
{
    /// <summary>Product of <see cref="Shape"/>; checked on opening to fit an array.</summary>
    public int Count => (int)Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary><see cref="Shape"/> as text: <c>64x3x3x3</c>, or <c>scalar</c>.</summary>
    public string ShapeText => TensorShape.Text(Shape);
}
