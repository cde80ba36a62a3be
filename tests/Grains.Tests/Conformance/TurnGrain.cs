namespace FaceGrid.Grains.Tests.Conformance;

public sealed class TurnGrain : TurnGrainBase, ITurnGrain;
