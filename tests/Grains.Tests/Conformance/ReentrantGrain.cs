using Orleans.Concurrency;

namespace FaceGrid.Grains.Tests.Conformance;

[Reentrant]
public sealed class ReentrantGrain : TurnGrainBase, IReentrantGrain;
