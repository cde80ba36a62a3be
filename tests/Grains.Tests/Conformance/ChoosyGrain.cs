using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace FaceGrid.Grains.Tests.Conformance;

/// <summary>Lets only requests interleave whose gate is named so.</summary>
[MayInterleave(nameof(IsFree))]
public sealed class ChoosyGrain : TurnGrainBase, IChoosyGrain
{
    public static bool IsFree(IInvokable request) => request.GetArgumentCount() > 0 && request.GetArgument(0) is string gate && gate.StartsWith("free", StringComparison.Ordinal);
}
