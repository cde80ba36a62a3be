using FaceGrid.Vision;

namespace FaceGrid.Cli.Styling;

/// <summary>Paths of the input images of a style transfer.</summary>
/// <param name="Content">Content image.</param>
/// <param name="Styles">Style images.</param>
/// <param name="Start">Initial image; null: the settings define it.</param>
/// <param name="Masks">Masks, one per style image; null: none.</param>
internal sealed record StyleInputPaths(string Content, IReadOnlyList<string> Styles, string? Start, IReadOnlyList<string>? Masks)
{
    /// <exception cref="BadInputException">A file cannot be read or decoded.</exception>
    public StyleFiles Read() => StyleFiles.Read(Content, Styles, Start, Masks);
}
