using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Styling;

/// <summary>Image files of a style transfer, each read once: the hashed bytes are the decoded ones.</summary>
/// <param name="Images">The decoded images.</param>
/// <param name="Inputs">Role, name and hash of each input.</param>
/// <param name="Bytes">File content of each input, in the same order.</param>
internal sealed record StyleFiles(StyleImages Images, IReadOnlyList<StyleInput> Inputs, IReadOnlyList<ReadOnlyMemory<byte>> Bytes)
{
    /// <exception cref="BadInputException">A file cannot be read or decoded.</exception>
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
