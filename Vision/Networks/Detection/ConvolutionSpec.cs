namespace FaceGrid.Vision.Networks.Detection;

/// <summary>A square convolution as a weight file names it.</summary>
/// <param name="Weight">Name of the kernel, Out x In/Groups x Kernel x Kernel.</param>
/// <param name="Bias">Name of the bias, Out; null without one.</param>
/// <param name="Transposed">The network was trained on pictures with rows and columns exchanged.</param>
internal sealed record ConvolutionSpec(
    string Weight, string? Bias, int In, int Out, int Kernel, int Stride = 1, int Padding = 0, int Groups = 1, bool Transposed = false)
{
    /// <summary>Names and shapes of what it needs from a weight file.</summary>
    public IEnumerable<(string Name, long[] Shape)> Tensors()
    {
        yield return (Weight, [Out, In / Groups, Kernel, Kernel]);
        if (Bias is not null)
        {
            yield return (Bias, [Out]);
        }
    }
}
