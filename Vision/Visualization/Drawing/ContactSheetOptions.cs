namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>What stands around the cells of a contact sheet, and how large it grows.</summary>
public sealed record ContactSheetOptions
{
    public required string Title { get; init; }

    /// <summary>A line below the title: what was asked of whom, and the figures that came out.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>A line at the bottom: the command, the model, the date.</summary>
    public string Footer { get; init; } = "";

    /// <summary>Counts the verdicts above the cells; to be left out where all cells are of one kind.</summary>
    public bool Legend { get; init; } = true;

    /// <summary>Cells side by side.</summary>
    public int Columns { get; init; } = 4;

    /// <summary>Rows of a page; cells beyond Columns x MaxRows go to the next one.</summary>
    public int MaxRows { get; init; } = 8;

    /// <summary>Side in pixels of the square that each picture is fitted into.</summary>
    public int ImageSize { get; init; } = 112;
}
