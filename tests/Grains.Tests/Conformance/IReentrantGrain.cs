namespace FaceGrid.Grains.Tests.Conformance;

public interface IReentrantGrain : ITurnGrain;
