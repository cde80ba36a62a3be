using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Styling;

/// <summary>Output paths of a picture: for G.png also G.losses.png and G.json.</summary>
internal sealed class StyleTarget
{
    private readonly string _stem;

    /// <exception cref="BadInputException">
    /// Neither PNG nor JPEG, the folder does not exist, or a file beside the picture is there that no render wrote.
    /// </exception>
    public StyleTarget(string picture)
    {
        StyleResults.RequireKnown(picture);
        OutputFile.RequireFolder("--out", picture);
        Picture = picture;
        _stem = Path.Combine(Path.GetDirectoryName(picture) ?? "", Path.GetFileNameWithoutExtension(picture));
        RequireOwn();
    }

    public string Picture { get; }

    public string Curves => _stem + ".losses.png";

    public string Provenance => _stem + ".json";

    public string Frame(int step) => string.Create(CultureInfo.InvariantCulture, $"{_stem}-{step:D6}{Path.GetExtension(Picture)}");

    /// <summary>Files of the user beside the picture are not replaced; those of an earlier render are.</summary>
    private void RequireOwn()
    {
        var isRendered = File.Exists(Provenance) && IsProvenance(Provenance);
        var foreign = File.Exists(Provenance) && !isRendered ? Provenance
            : File.Exists(Curves) && !isRendered && !File.Exists(Picture) ? Curves
            : null;
        if (foreign is not null)
        {
            throw new BadInputException($"--out {Picture}", $"would also write {foreign}, which exists and is not of an earlier render");
        }
    }

    private static bool IsProvenance(string path)
    {
        const int Beginning = 256;
        using var reader = new StreamReader(path);
        var text = new char[Beginning];
        return new string(text, 0, reader.ReadBlock(text)).Contains("\"program\": \"FaceGrid", StringComparison.Ordinal);
    }
}
