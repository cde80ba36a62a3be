namespace FaceGrid.Vision.Weights.Import.Pickles;

/// <summary>A class or function that a pickle names: a name and nothing that could run.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}
