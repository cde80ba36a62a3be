namespace FaceGrid.Vision.Styling.Costs;

/// <summary>A rectangle of units within the maps of a tile, with its position in the maps of the whole image.</summary>
/// <param name="X">First column within the tile's maps.</param>
/// <param name="Y">First row within the tile's maps.</param>
/// <param name="Width">Number of columns.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Left">First column in the image's maps.</param>
/// <param name="Top">First row in the image's maps.</param>
/// <param name="MapWidth">Columns of the tile's maps.</param>
/// <param name="MapHeight">Rows of the tile's maps.</param>
internal readonly record struct UnitArea(int X, int Y, int Width, int Height, int Left, int Top, int MapWidth, int MapHeight)
{
    public long Count => (long)Width * Height;

    /// <summary>The rectangle covers the tile's maps.</summary>
    public bool IsWhole => Width == MapWidth && Height == MapHeight;
}
