namespace FaceGrid.Vision.Styling.Costs;

/// <summary>Rows of a tile's maps that are computed together, with the surrounding rows that they depend on.</summary>
/// <param name="Top">Row of the tile's maps that is the first row of the band's maps.</param>
/// <param name="First">First row, counted in the tile's maps, that belongs to the band itself.</param>
/// <param name="Rows">Number of rows that belong to the band itself.</param>
internal readonly record struct Band(long Top, long First, long Rows)
{
    /// <summary>All rows as one band.</summary>
    public static Band Whole(long rows) => new(0, 0, rows);

    /// <summary>The part of a tile's core that belongs to the band, within the band's maps.</summary>
    /// <param name="core">The core within the tile's maps.</param>
    /// <param name="rows">Number of rows of the band's maps.</param>
    public UnitArea Of(UnitArea core, long rows)
    {
        var start = Math.Max(core.Y, First);
        var end = Math.Min(core.Y + core.Height, First + Rows);
        return core with
        {
            Y = (int)(start - Top),
            Height = (int)Math.Max(0, end - start),
            Top = (int)(core.Top + start - core.Y),
            MapHeight = (int)rows,
        };
    }
}
