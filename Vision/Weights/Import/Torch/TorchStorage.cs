namespace FaceGrid.Vision.Weights.Import.Torch;

/// <summary>A block of elements on which tensors are views.</summary>
/// <param name="Key">Name in the checkpoint.</param>
/// <param name="Count">Number of elements.</param>
internal sealed record TorchStorage(string Key, TensorType Type, long Count);
