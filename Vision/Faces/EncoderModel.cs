using System.Globalization;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Faces;

/// <summary>The metadata of an encoder's weight file; read from the header, without loading the weights.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">The metadata's <c>name</c>, or the file name without extension.</param>
/// <param name="Version">
/// <see cref="Name"/>, '@' and the first 12 digits of the file's SHA-256: the model version of every encoding.
/// </param>
/// <param name="Sha256">SHA-256 of the whole file, lower-case hexadecimal.</param>
/// <param name="Architecture">One of <see cref="BackboneCatalog.Names"/>.</param>
/// <param name="Input">Format of the input.</param>
/// <param name="WidthMultiplier">Factor on the channel counts of the paper.</param>
/// <param name="Threshold">Recommended τ on squared L2 for 1:K with unknown people (<see cref="ThresholdSource"/>).</param>
/// <param name="VerificationThreshold">Recommended τ on squared L2 for 1:1.</param>
/// <param name="ThresholdSource">Short text on the origin of the thresholds.</param>
/// <param name="Metadata">All metadata of the file.</param>
/// <param name="Bytes">Length of the file in bytes.</param>
public sealed record EncoderModel(
    string Path,
    string Name,
    string Version,
    string Sha256,
    string Architecture,
    FaceInput Input,
    double WidthMultiplier,
    double Threshold,
    double VerificationThreshold,
    string ThresholdSource,
    IReadOnlyDictionary<string, string> Metadata,
    long Bytes)
{
    /// <summary>Reads the header of a weight file and hashes the file.</summary>
    /// <exception cref="BadInputException">The file is not a safetensors file, or not of a supported encoder.</exception>
    public static EncoderModel Read(string path)
    {
        using var file = SafeTensorsFile.Open(path);
        return Read(file);
    }

    internal static EncoderModel Read(SafeTensorsFile file)
    {
        var metadata = file.Metadata;
        string Needed(string key) => metadata.TryGetValue(key, out var value)
            ? value
            : throw new BadInputException(file.Path, $"its metadata has no '{key}': not a FaceGrid face encoder");

        var architecture = Needed("architecture");
        if (!BackboneCatalog.Names.Contains(architecture))
        {
            throw new BadInputException(
                file.Path,
                $"holds the network '{architecture.ReplaceLineEndings(" ")}', not a face encoder "
                    + $"({string.Join(", ", BackboneCatalog.Names)})");
        }

        var input = FaceInput.Parse(file.Path, Needed("input"));
        var embedding = Needed("embedding");
        if (embedding != FaceEncoding.Dimension.ToString(CultureInfo.InvariantCulture))
        {
            throw new BadInputException(
                file.Path, $"gives encodings of {embedding.ReplaceLineEndings(" ")} floats, {FaceEncoding.Dimension} are needed");
        }

        var width = Real(file, "width_multiplier", 0.1, 4) ?? 1;
        var known = KnownThresholds.Of(input);
        var identification = Real(file, "threshold", 0, 4);
        var verification = Real(file, "verification_threshold", 0, 4);
        var source = (metadata.GetValueOrDefault("threshold_source"), identification) switch
        {
            ({ } stated, _) => stated,
            (null, not null) => "the weight file",
            _ => known.Source,
        };
        var sha = file.Sha256();
        var name = metadata.GetValueOrDefault("name") is { Length: > 0 } given
            ? given
            : System.IO.Path.GetFileNameWithoutExtension(file.Path);
        return new EncoderModel(
            file.Path,
            name,
            $"{name}@{sha[..12]}",
            sha,
            architecture,
            input,
            width,
            identification ?? known.Identification,
            verification ?? identification ?? known.Verification,
            source,
            metadata,
            file.Length);
    }

    private static double? Real(SafeTensorsFile file, string key, double least, double most)
    {
        if (!file.Metadata.TryGetValue(key, out var text))
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new BadInputException(
                file.Path, $"its metadata has {key} '{text.ReplaceLineEndings(" ")}', a number from {least} to {most} was expected");
    }
}
