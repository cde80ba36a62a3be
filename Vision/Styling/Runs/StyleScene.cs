using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>The tensors from which an objective is created at one level of the pyramid; disposed after its creation.</summary>
/// <param name="Content">C: 1 x 3 x H x W, red first, 0..255, of the generated image's size.</param>
/// <param name="Styles">
/// Style images of any size, with their shares and masks (1 x 1 x H x W of the generated image, 0..1; null: everywhere).
/// </param>
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
