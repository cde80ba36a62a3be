using System.Security.Cryptography;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Client.Styling;

/// <summary>The image files of a picture, read once: what is hashed is what is decoded.</summary>
/// <param name="Bytes">Of each input, in their order.</param>
internal sealed record StyleFiles(StyleImages Images, IReadOnlyList<StyleInput> Inputs, IReadOnlyList<byte[]> Bytes)
{
    /// <exception cref="BadInputException">One cannot be read, or is no image.</exception>
    public static StyleFiles Read(string content, IReadOnlyList<string> styles, string? start, IReadOnlyList<string>? masks)
    {
        var (inputs, bytes) = (new List<StyleInput>(), new List<byte[]>());
        var contentImage = Load("content", content);
        var styleImages = styles.Select(s => Load("style", s)).ToList();
        var startImage = start is null ? null : Load("start", start);
        var maskImages = masks?.Select(m => Load("mask", m)).ToList();
        return new StyleFiles(new StyleImages(contentImage, styleImages, startImage, maskImages), inputs, bytes);

        RgbImage Load(string part, string path)
        {
            // The codec's own reader knows folders, films and devices.
            var image = ImageCodec.Load(path);
            byte[] file;
            try
            {
                file = File.ReadAllBytes(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new BadInputException(path, "cannot be read: " + e.Message.ReplaceLineEndings(" "), e);
            }

            image = ImageCodec.Default.Decode(file, path);
            inputs.Add(new StyleInput(part, Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(file)), image.Width, image.Height));
            bytes.Add(file);
            return image;
        }
    }
}
