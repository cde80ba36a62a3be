using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>A convolution with zero padding.</summary>
/// <param name="Gain">Gain of the initial weights: 2 before a rectifier, which halves the variance.</param>
internal sealed record ConvolutionStep(
    string Name,
    int Out,
    (int Height, int Width) Kernel,
    int Stride = 1,
    int Padding = 0,
    int Groups = 1,
    bool Bias = true,
    double Gain = 2)
    : PlanStep(Name)
{
    public ConvolutionStep(
        string name, int channels, int kernel, int stride = 1, int padding = 0, int groups = 1, bool bias = true, double gain = 2)
        : this(name, channels, (kernel, kernel), stride, padding, groups, bias, gain)
    {
    }

    public override MapShape Trace(MapShape input, ICollection<LayerDescription> layers)
    {
        var output = input.Slide(Out, Kernel.Height, Kernel.Width, Stride, Padding);
        var kernels = (long)Out * (input.Channels / Groups) * Kernel.Height * Kernel.Width;
        var kind = Groups == 1 ? "convolution" : Groups == input.Channels ? "depthwise convolution" : $"convolution in {Groups} groups";
        layers.Add(output.Describe(
            Name, kind, kernels + (Bias ? Out : 0), kernels * output.Height * output.Width, Kernel.Height, Kernel.Width, Stride, Padding));
        return output;
    }

    public override Func<Tensor, Tensor> Build(MapShape input, LayerSet layers)
    {
        var convolution = layers.Add(Name, nn.Conv2d(
            input.Channels,
            Out,
            Kernel,
            stride: (Stride, Stride),
            padding: (Padding, Padding),
            groups: Groups,
            bias: Bias));
        layers.Initialise(convolution.weight!, convolution.bias, Gain);
        return convolution.call;
    }
}
