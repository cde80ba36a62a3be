namespace FaceGrid.Grains.Tests.Conformance;

public interface IChoosyGrain : ITurnGrain;
