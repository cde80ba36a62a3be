using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling.Optimisers;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Vision.Styling;

/// <summary>
/// Five published formulations of neural style transfer. They differ not only in weights but also in the normalisation of the sums, in the
/// layers and whether these are rectified, in pooling, and in the preprocessing of the pixels.
/// </summary>
public static class StyleProfiles
{
    private static readonly string[] FirstOfBlocks = ["1_1", "2_1", "3_1", "4_1", "5_1"];

    /// <summary>
    /// Gatys, Ecker and Bethge 2015: equations 1 to 7, white noise, average pooling, convolutions before the rectifier, α/β = 1e-3.
    /// The authors rescaled their network so that the mean activation of every filter is 1; here the weights are used unchanged.
    /// </summary>
    private static readonly StyleProfile GatysPaper = new(
        "gatys-paper",
        new StyleLossSettings
        {
            Profile = "gatys-paper",
            ContentLayers = [new("conv4_2", 1)],
            StyleLayers = Layers("conv", 0.2),
            ContentWeight = 1,
            StyleWeight = 1e3,
            TotalVariationWeight = 0,
            ContentNormalisation = ContentNormalisation.Half,
            StyleNormalisation = StyleNormalisation.Gatys,
            TotalVariationForm = TotalVariationForm.Absolute,
            Pooling = VggPooling.Average,
            Preprocessing = StylePreprocessing.Caffe,
        },
        new StyleRunDefaults
        {
            Optimizer = StyleOptimizer.LBfgs,
            LearningRate = 1,
            Steps = 2000,
            Start = StyleStart.Noise,
            NoiseLevel = 60,
            Side = SizeRule.LongSide,
            Size = 512,
        });

    /// <summary>
    /// jcjohnson/neural-style as ProGamerGov/neural-style-pt computes it: means of squares, Gram matrices divided by N·M, absolute
    /// total variation that is part of the loss.
    /// </summary>
    private static readonly StyleProfile NeuralStyle = new(
        "neural-style",
        new StyleLossSettings
        {
            Profile = "neural-style",
            ContentLayers = [new("relu4_2", 1)],
            StyleLayers = Layers("relu", 1),
            ContentWeight = 5,
            StyleWeight = 100,
            TotalVariationWeight = 1e-3,
            ContentNormalisation = ContentNormalisation.Mean,
            StyleNormalisation = StyleNormalisation.MeanOfNormalised,
            TotalVariationForm = TotalVariationForm.Absolute,
            Pooling = VggPooling.Max,
            Preprocessing = StylePreprocessing.Caffe,
        },
        new StyleRunDefaults
        {
            Optimizer = StyleOptimizer.LBfgs,
            LearningRate = 1,
            Steps = 1000,
            Start = StyleStart.Noise,
            NoiseLevel = 0.001,
            Side = SizeRule.LongSide,
            Size = 512,
        });

    /// <summary>
    /// deeplearning.ai's assignment in its first form: average pooling, rectified layers, λ = 0.2 each, α = 10, β = 40, content with
    /// noise of 20 levels at a ratio of 0.6, Adam.
    /// </summary>
    private static readonly StyleProfile Coursera = new(
        "coursera",
        new StyleLossSettings
        {
            Profile = "coursera",
            ContentLayers = [new("relu4_2", 1)],
            StyleLayers = Layers("relu", 0.2),
            ContentWeight = 10,
            StyleWeight = 40,
            TotalVariationWeight = 0,
            ContentNormalisation = ContentNormalisation.Coursera,
            StyleNormalisation = StyleNormalisation.Gatys,
            TotalVariationForm = TotalVariationForm.Absolute,
            Pooling = VggPooling.Average,
            Preprocessing = StylePreprocessing.Caffe,
        },
        new StyleRunDefaults
        {
            Optimizer = StyleOptimizer.Adam,
            LearningRate = 2,
            Steps = 200,
            Start = StyleStart.ContentAndNoise,
            NoiseRatio = 0.6,
            NoiseLevel = 20,
            Side = SizeRule.LongSide,
            Size = 400,
        });

    /// <summary>
    /// PyTorch's tutorial: the first five convolutions for style and the fourth for content, before the rectifier, β = 1e6. Pixels are
    /// preprocessed as in the training of the weights; for torchvision's weights this is what the tutorial does.
    /// </summary>
    private static readonly StyleProfile PytorchTutorial = new(
        "pytorch-tutorial",
        new StyleLossSettings
        {
            Profile = "pytorch-tutorial",
            ContentLayers = [new("conv2_2", 1)],
            StyleLayers = [new("conv1_1", 1), new("conv1_2", 1), new("conv2_1", 1), new("conv2_2", 1), new("conv3_1", 1)],
            ContentWeight = 1,
            StyleWeight = 1e6,
            TotalVariationWeight = 0,
            ContentNormalisation = ContentNormalisation.Mean,
            StyleNormalisation = StyleNormalisation.MeanOfNormalised,
            TotalVariationForm = TotalVariationForm.Absolute,
            Pooling = VggPooling.Max,
            Preprocessing = StylePreprocessing.Weights,
        },
        new StyleRunDefaults
        {
            Optimizer = StyleOptimizer.LBfgs,
            LearningRate = 1,
            Steps = 300,
            Start = StyleStart.Content,
            Clamp = true,
            Side = SizeRule.LongSide,
            Size = 512,
        });

    /// <summary>
    /// gordicaleksa/pytorch-neural-style-transfer: sums over Gram matrices, the mean over layers, pixels in 0..255 minus the mean without
    /// division. Its content layer is named conv4_2 there, but the rectifier works in place, so that the layer is rectified.
    /// </summary>
    private static readonly StyleProfile Gordicaleksa = new(
        "gordicaleksa",
        new StyleLossSettings
        {
            Profile = "gordicaleksa",
            ContentLayers = [new("relu4_2", 1)],
            StyleLayers = Layers("relu", 0.2),
            ContentWeight = 1e5,
            StyleWeight = 3e4,
            TotalVariationWeight = 1,
            ContentNormalisation = ContentNormalisation.Mean,
            StyleNormalisation = StyleNormalisation.SumOfNormalised,
            TotalVariationForm = TotalVariationForm.Absolute,
            Pooling = VggPooling.Max,
            Preprocessing = StylePreprocessing.TorchvisionUnscaled,
        },
        new StyleRunDefaults
        {
            Optimizer = StyleOptimizer.LBfgs,
            LearningRate = 1,
            StrongWolfe = true,
            Steps = 1000,
            Start = StyleStart.Content,
            Side = SizeRule.Height,
            Size = 400,
        });

    /// <summary>All profiles.</summary>
    public static IReadOnlyList<StyleProfile> All { get; } = [GatysPaper, NeuralStyle, Coursera, PytorchTutorial, Gordicaleksa];

    /// <summary>The profile with a name.</summary>
    /// <exception cref="BadInputException">There is no such profile; the message lists the names.</exception>
    public static StyleProfile Find(string name) =>
        All.FirstOrDefault(p => p.Name == name)
        ?? throw new BadInputException($"profile '{name}'", $"there are {string.Join(", ", All.Select(p => p.Name))}");

    private static LayerWeight[] Layers(string kind, double weight) => [.. FirstOfBlocks.Select(l => new LayerWeight(kind + l, weight))];
}
