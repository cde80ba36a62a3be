namespace FaceGrid.Vision.Weights.Import.Torch;

/// <summary>A block of elements that tensors are views of.</summary>
/// <param name="Key">Its name in the checkpoint.</param>
/// <param name="Count">Elements.</param>
internal sealed record TorchStorage(string Key, TensorType Type, long Count);
