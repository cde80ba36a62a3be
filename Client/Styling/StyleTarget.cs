using System.Globalization;
using FaceGrid.Client.Cli;
using FaceGrid.Vision;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Client.Styling;

/// <summary>Where a picture goes, and what lies beside it: of G.png, G.losses.png and G.json.</summary>
internal sealed class StyleTarget
{
    private readonly string stem;

    /// <exception cref="BadInputException">Neither PNG nor JPEG, or no such folder.</exception>
    public StyleTarget(string picture)
    {
        StyleResults.RequireKnown(picture);
        OutputFile.RequireFolder("--out", picture);
        Picture = picture;
        stem = Path.Combine(Path.GetDirectoryName(picture) ?? "", Path.GetFileNameWithoutExtension(picture));
    }

    public string Picture { get; }

    public string Curves => stem + ".losses.png";

    public string Provenance => stem + ".json";

    public string Frame(int step) => string.Create(CultureInfo.InvariantCulture, $"{stem}-{step:D6}{Path.GetExtension(Picture)}");
}
