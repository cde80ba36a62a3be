namespace FaceGrid.Vision.Styling.Costs;

/// <summary>Rows of a tile's maps that are computed together, with those around them that they depend on.</summary>
/// <param name="Top">The row of the tile's maps that comes first here.</param>
/// <param name="First">First row, counted in the tile's maps, that this band answers for.</param>
/// <param name="Rows">How many it answers for.</param>
internal readonly record struct Band(long Top, long First, long Rows)
{
    /// <summary>All rows.</summary>
    public static Band Whole(long rows) => new(0, 0, rows);

    /// <summary>What the band answers for of a tile's core, within the band's maps.</summary>
    /// <param name="core">Within the tile's maps.</param>
    /// <param name="rows">Of the band's maps.</param>
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
