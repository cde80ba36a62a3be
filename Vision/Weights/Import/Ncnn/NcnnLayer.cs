namespace FaceGrid.Vision.Weights.Import.Ncnn;

/// <summary>One layer (line) of a .param file.</summary>
/// <param name="Type">ncnn's name of the operation: <c>Convolution</c>.</param>
/// <param name="Name">Unique in a network.</param>
/// <param name="Parameters">Values by key; arrays, which no layer with weights has, are omitted.</param>
internal sealed record NcnnLayer(string Type, string Name, IReadOnlyDictionary<int, double> Parameters)
{
    public int Integer(int key) =>
        Parameters.TryGetValue(key, out var value) && value is >= int.MinValue and <= int.MaxValue ? (int)value : 0;

    public int Integer(int key, int absent) => Parameters.ContainsKey(key) ? Integer(key) : absent;
}
