namespace FaceGrid.Vision.Weights.Import.Pickles;

/// <summary>The name of a class or function in a pickle; it is never imported or executed.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}
