namespace FaceGrid.Grains.Storage;

/// <summary>The name under which the grains ask for their storage provider, whatever it is.</summary>
public static class GridStorage
{
    public const string Name = "grid";
}
