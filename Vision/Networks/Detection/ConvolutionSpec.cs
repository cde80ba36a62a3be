namespace FaceGrid.Vision.Networks.Detection;

/// <summary>A square convolution with its tensor names in the weight file.</summary>
/// <param name="Weight">Name of the kernel, Out x In/Groups x Kernel x Kernel.</param>
/// <param name="Bias">Name of the bias, Out; null without one.</param>
/// <param name="Transposed">Whether the network was trained on images with rows and columns exchanged.</param>
internal sealed record ConvolutionSpec(
    string Weight, string? Bias, int In, int Out, int Kernel, int Stride = 1, int Padding = 0, int Groups = 1, bool Transposed = false)
{
    /// <summary>Names and shapes of the convolution's tensors in the weight file.</summary>
    public IEnumerable<(string Name, long[] Shape)> Tensors()
    {
        yield return (Weight, [Out, In / Groups, Kernel, Kernel]);
        if (Bias is not null)
        {
            yield return (Bias, [Out]);
        }
    }
}
