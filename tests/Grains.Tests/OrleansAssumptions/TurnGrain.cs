using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.OrleansAssumptions;

public sealed class TurnGrain : Grain, ITurnGrain
{
    public Task Enter(string gate) => Gate.Named(gate).Pass();

    public Task Look(string gate) => Gate.Named(gate).Pass();

    public Task Peek(string gate) => Gate.Named(gate).Pass();
}
