using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Styling;

/// <summary>Output paths of a picture: for G.png also G.losses.png and G.json.</summary>
internal sealed class StyleTarget
{
    private readonly string _stem;

    /// <exception cref="BadInputException">Neither PNG nor JPEG, or the folder does not exist.</exception>
    public StyleTarget(string picture)
    {
        StyleResults.RequireKnown(picture);
        OutputFile.RequireFolder("--out", picture);
        Picture = picture;
        _stem = Path.Combine(Path.GetDirectoryName(picture) ?? "", Path.GetFileNameWithoutExtension(picture));
    }

    public string Picture { get; }

    public string Curves => _stem + ".losses.png";

    public string Provenance => _stem + ".json";

    public string Frame(int step) => string.Create(CultureInfo.InvariantCulture, $"{_stem}-{step:D6}{Path.GetExtension(Picture)}");
}
