namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>Texts and layout of a contact sheet.</summary>
public sealed record ContactSheetOptions
{
    /// <summary>Heading of every page.</summary>
    public required string Title { get; init; }

    /// <summary>A line below the title, usually the experiment and its figures.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>A line at the bottom, usually the command, the model and the date.</summary>
    public string Footer { get; init; } = "";

    /// <summary>Whether the number of cells with each verdict is shown above the cells.</summary>
    public bool Legend { get; init; } = true;

    /// <summary>Cells side by side.</summary>
    public int Columns { get; init; } = 4;

    /// <summary>Rows per page; further cells are drawn on the next page.</summary>
    public int MaxRows { get; init; } = 8;

    /// <summary>Side in pixels of the square that each image is scaled to fit.</summary>
    public int ImageSize { get; init; } = 112;
}
