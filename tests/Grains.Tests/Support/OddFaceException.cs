namespace FaceGrid.Grains.Tests.Support;

[GenerateSerializer]
public sealed class OddFaceException(string message) : Exception(message);
