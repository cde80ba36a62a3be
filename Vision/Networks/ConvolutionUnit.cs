namespace FaceGrid.Vision.Networks;

/// <summary>A convolution followed by a batch norm and, unless it is linear, a PReLU.</summary>
/// <param name="Weight">Name of the kernel, Out x In/Groups x KernelHeight x KernelWidth.</param>
/// <param name="Norm">Prefix of the batch norm's weight, bias, running_mean and running_var, Out each.</param>
/// <param name="Activation">Name of the PReLU's slopes, Out of them; null where the unit is linear.</param>
internal sealed record ConvolutionUnit(
    string Weight, string Norm, string? Activation, int In, int Out, int KernelHeight, int KernelWidth, int Stride, int Padding, int Groups)
{
    /// <summary>The ε of every batch norm in these networks, PyTorch's default.</summary>
    public const double Epsilon = 1e-5;

    public long[] WeightShape => [Out, In / Groups, KernelHeight, KernelWidth];

    /// <summary>Names and shapes of the unit's tensors in weight files.</summary>
    public IEnumerable<(string Name, long[] Shape)> Tensors()
    {
        yield return (Weight, WeightShape);
        yield return (Norm + ".weight", [Out]);
        yield return (Norm + ".bias", [Out]);
        yield return (Norm + ".running_mean", [Out]);
        yield return (Norm + ".running_var", [Out]);
        if (Activation is not null)
        {
            yield return (Activation, [Out]);
        }
    }
}
