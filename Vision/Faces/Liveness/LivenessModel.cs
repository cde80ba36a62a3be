using System.Globalization;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>The metadata of a passive liveness network's weight file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Version">The file name, '@' and the first 12 digits of the file's SHA-256.</param>
/// <param name="Architecture"><c>minifasnet-v2</c> or <c>minifasnet-v1se</c>.</param>
/// <param name="CropScale">Factor by which the face's box is enlarged for the network's input.</param>
public sealed record LivenessModel(string Path, string Version, string Architecture, double CropScale)
{
    internal static LivenessModel Read(SafeTensorsFile file)
    {
        string Needed(string key) => file.Metadata.TryGetValue(key, out var value)
            ? value.ReplaceLineEndings(" ")
            : throw new BadInputException(file.Path, $"its metadata has no '{key}': not a FaceGrid liveness network");

        var architecture = Needed("architecture");
        _ = PlanOf(file.Path, architecture);
        var input = Needed("input");
        if (input != "BGR 80x80, 0..255")
        {
            throw new BadInputException(file.Path, $"its metadata has input '{input}', 'BGR 80x80, 0..255' was expected");
        }

        var text = Needed("crop_scale");
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var scale)
            || !(scale is >= 1 and <= 16))
        {
            throw new BadInputException(file.Path, $"its metadata has crop_scale '{text}', a number from 1 to 16 was expected");
        }

        var name = System.IO.Path.GetFileNameWithoutExtension(file.Path);
        return new LivenessModel(file.Path, $"{name}@{file.Sha256()[..12]}", architecture, scale);
    }

    internal static MiniFasNetPlan PlanOf(string path, string architecture) => architecture switch
    {
        "minifasnet-v2" => MiniFasNetPlan.V2,
        "minifasnet-v1se" => MiniFasNetPlan.V1SE,
        _ =>
            throw new BadInputException(
                path, $"holds the network '{architecture}', not a liveness network (minifasnet-v2, minifasnet-v1se)"),
    };
}
