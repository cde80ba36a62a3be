using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Styling;

/// <summary>The image files of a picture, read once: what is hashed is what is decoded.</summary>
/// <param name="Bytes">Of each input, in their order.</param>
internal sealed record StyleFiles(StyleImages Images, IReadOnlyList<StyleInput> Inputs, IReadOnlyList<ReadOnlyMemory<byte>> Bytes)
{
    /// <exception cref="BadInputException">One cannot be read, or is no image.</exception>
    public static StyleFiles Read(string content, IReadOnlyList<string> styles, string? start, IReadOnlyList<string>? masks)
    {
        var (inputs, bytes) = (new List<StyleInput>(), new List<ReadOnlyMemory<byte>>());
        var contentImage = Load(StyleImageRole.Content, content);
        var styleImages = styles.Select(s => Load(StyleImageRole.Style, s)).ToList();
        var startImage = start is null ? null : Load(StyleImageRole.Start, start);
        var maskImages = masks?.Select(m => Load(StyleImageRole.Mask, m)).ToList();
        return new StyleFiles(new StyleImages(contentImage, styleImages, startImage, maskImages), inputs, bytes);

        RgbImage Load(StyleImageRole role, string path)
        {
            var file = ImageCodec.ReadFile(path);
            var (input, image) = StyleInput.Decode(role, path, file);
            inputs.Add(input);
            bytes.Add(file);
            return image;
        }
    }
}
