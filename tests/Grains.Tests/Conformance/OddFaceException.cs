namespace FaceGrid.Grains.Tests.Conformance;

[GenerateSerializer]
public sealed class OddFaceException(string message) : Exception(message);
