namespace FaceGrid.Vision.Styling.Costs;

/// <summary>A rectangle of units within the maps of a tile, and where it lies in the maps of the whole image.</summary>
/// <param name="X">First column within the tile's maps.</param>
/// <param name="Left">The same column in the image's maps.</param>
/// <param name="MapWidth">Columns of the tile's maps.</param>
internal readonly record struct UnitArea(int X, int Y, int Width, int Height, int Left, int Top, int MapWidth, int MapHeight)
{
    public long Count => (long)Width * Height;

    /// <summary>All of the tile's maps.</summary>
    public bool IsWhole => Width == MapWidth && Height == MapHeight;
}
