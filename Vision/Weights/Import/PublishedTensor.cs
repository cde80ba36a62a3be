namespace FaceGrid.Vision.Weights.Import;

/// <summary>One tensor of a published file, read when it is asked for.</summary>
/// <param name="Name">As the file has it.</param>
/// <param name="Type">As the file stores it: quantised tensors say <see cref="TensorType.F32"/>, which is what reading them gives.</param>
/// <param name="Shape">Outermost first, as the file has it.</param>
/// <param name="Read">The elements, row-major. <see cref="BadInputException"/> where the file cannot give them.</param>
public sealed record PublishedTensor(string Name, TensorType Type, IReadOnlyList<long> Shape, Func<float[]> Read)
{
    /// <summary>Product of <see cref="Shape"/>; the readers have checked that it fits an array.</summary>
    public int Count => (int)Shape.Aggregate(1L, (product, size) => product * size);

    public string ShapeText => TensorShape.Text(Shape);
}
