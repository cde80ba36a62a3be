namespace FaceGrid.Grains.Tests.OrleansAssumptions;

[GenerateSerializer]
public sealed class OddFaceException(string message) : Exception(message);
