namespace FaceGrid.Vision.Networks;

/// <summary>A bottleneck, optionally with squeeze and excitation before the residual sum.</summary>
internal sealed record MiniFasNetBlock(BottleneckUnits Bottleneck, ConvolutionUnit? Squeeze, ConvolutionUnit? Excite)
{
    public IEnumerable<ConvolutionUnit> Units()
    {
        yield return Bottleneck.Expand;
        yield return Bottleneck.Depthwise;
        yield return Bottleneck.Project;
        if (Squeeze is not null && Excite is not null)
        {
            yield return Squeeze;
            yield return Excite;
        }
    }
}
