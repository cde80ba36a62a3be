using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Styling.Optimisers;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Vision.Tests.Styling.Runs;

/// <summary>Small settings and images.</summary>
internal static class TestStyle
{
    public static OptimizerSettings Adam { get; } = new() { Kind = StyleOptimizer.Adam, LearningRate = 5 };

    public static StyleSettings Settings { get; } = new()
    {
        Loss = new StyleLossSettings
        {
            Profile = "neural-style",
            ContentLayers = [new("relu2_1", 1)],
            StyleLayers = [new("relu1_1", 1), new("relu2_1", 0.5)],
            ContentWeight = 5,
            StyleWeight = 100,
            TotalVariationWeight = 1e-3,
            ContentNormalisation = ContentNormalisation.Mean,
            StyleNormalisation = StyleNormalisation.MeanOfNormalised,
            TotalVariationForm = TotalVariationForm.Absolute,
            Pooling = VggPooling.Max,
            Preprocessing = StylePreprocessing.Caffe,
        },
        Optimizer = Adam,
        Start = new StartSettings { Kind = StyleStart.ContentAndNoise, NoiseRatio = 0.5, NoiseAmplitude = 60 },
        Clamp = StyleClamp.AtEnd,
        SizeRule = SizeRule.LongSide,
        Pyramid = [new(32, 6), new(48, 6)],
        Seed = 7,
    };

    public static StyleImages Images { get; } = new(Waves(60, 40, 3), [Waves(50, 50, 11)]);

    /// <summary>Coloured waves: something of every level.</summary>
    public static RgbImage Waves(int width, int height, double frequency)
    {
        var image = new RgbImage(width, height);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var (x, y, c) = (i / 3 % width, i / 3 / width, i % 3);
            image.Pixels[i] = (byte)(
                127.5 + (127.4 * Math.Sin((frequency * x / width) + (c * 1.1)) * Math.Cos((frequency * (y + (c * 5)) / height) + 0.4)));
        }

        return image;
    }
}
