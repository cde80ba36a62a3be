using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>What an objective is made from at one level of the pyramid. It lives no longer than the making.</summary>
/// <param name="Content">1 x 3 x H x W, red first, 0..255, of the generated image's size.</param>
/// <param name="Styles">Each of its own size, with its share and where it counts (1 x 1 x H x W of the generated image, 0..1; null: everywhere).</param>
internal sealed record StyleScene(Tensor Content, IReadOnlyList<(Tensor Image, double Share, Tensor? Mask)> Styles) : IDisposable
{
    public void Dispose()
    {
        Content.Dispose();
        foreach (var (image, _, mask) in Styles)
        {
            image.Dispose();
            mask?.Dispose();
        }
    }
}
