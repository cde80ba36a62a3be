using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>
/// Creates start images. Noise comes from .NET's seeded generator, so that it does not depend on libtorch's version or device.
/// </summary>
internal static class StartImages
{
    /// <summary>ImageNet's mean colour, red first: preprocessing maps it to 0.</summary>
    private static readonly double[] Mean = [123.68, 116.779, 103.939];

    /// <summary>Creates a start image.</summary>
    /// <param name="settings">Kind and noise.</param>
    /// <param name="seed">Of the noise.</param>
    /// <param name="content">C: 1 x 3 x H x W.</param>
    /// <param name="given">Of the same shape; for <see cref="StyleStart.Image"/>.</param>
    /// <returns>A new tensor of the same shape in the current dispose scope.</returns>
    public static Tensor Make(StartSettings settings, int seed, Tensor content, Tensor? given)
    {
        using var scope = NewDisposeScope();
        var image = settings.Kind switch
        {
            StyleStart.Content => content.clone(),
            StyleStart.Image => given!.clone(),
            StyleStart.Noise => Noise(settings, seed, content),
            _ => content
                .Times(1 - settings.NoiseRatio)
                .AddMultipleInPlace(Noise(settings, seed, content), settings.NoiseRatio),
        };
        return image.MoveToOuterDisposeScope();
    }

    private static Tensor Noise(StartSettings settings, int seed, Tensor like)
    {
        var random = new Random(seed);
        var (rows, columns) = (like.shape[2], like.shape[3]);
        var values = new float[checked((int)(3 * rows * columns))];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(Mean[i / (rows * columns)] + (settings.NoiseAmplitude * Next(random, settings.Noise)));
        }

        return tensor(values, like.shape, device: like.device).to_type(like.dtype);
    }

    private static double Next(Random random, NoiseKind kind) =>
        kind == NoiseKind.Uniform ? (2 * random.NextDouble()) - 1 : NormalDeviates.Next(random);
}
