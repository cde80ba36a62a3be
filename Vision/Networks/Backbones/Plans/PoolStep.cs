using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>Pooling with a square window on each map.</summary>
internal sealed record PoolStep(string Name, PoolKind Kind, int Kernel, int Stride, int Padding = 0) : PlanStep(Name)
{
    /// <summary>
    /// Lower bound of the sum under the root of L2 pooling, so that the gradient is 0 and not 0/0 where all units are 0.
    /// </summary>
    private const double Floor = 1e-12;

    public override MapShape Trace(MapShape input, ICollection<LayerDescription> layers)
    {
        var output = input.Slide(input.Channels, Kernel, Kernel, Stride, Padding);
        var kind = Kind switch
        {
            PoolKind.Max => "max pooling",
            PoolKind.Average => "average pooling",
            _ => "L2 pooling",
        };
        layers.Add(output.Describe(Name, kind, kernelHeight: Kernel, kernelWidth: Kernel, stride: Stride, padding: Padding));
        return output;
    }

    public override Func<Tensor, Tensor> Build(MapShape input, LayerSet layers)
    {
        long[] kernel = [Kernel, Kernel], stride = [Stride, Stride], padding = [Padding, Padding];
        return Kind switch
        {
            PoolKind.Max => x => nn.functional.max_pool2d(x, kernel, stride, padding),
            PoolKind.Average => x => nn.functional.avg_pool2d(x, kernel, stride, padding),
            _ => x =>
            {
                using var scope = NewDisposeScope();
                var sums = nn.functional.avg_pool2d(x.Squared(), kernel, stride, padding).Times(Kernel * Kernel);
                return sums.Plus(Floor).sqrt().MoveToOuterDisposeScope();
            },
        };
    }
}
