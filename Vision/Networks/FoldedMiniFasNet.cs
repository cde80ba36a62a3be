using FaceGrid.Vision.Networks.Detection;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks;

/// <summary>A MiniFASNet for inference with folded batch norms. Immutable after loading.</summary>
internal sealed class FoldedMiniFasNet : IDisposable
{
    private readonly OwnedParts _parts;
    private readonly FoldedUnit[] _stem;
    private readonly FoldedMiniFasNetBlock[] _blocks;
    private readonly FoldedUnit[] _tail;
    private readonly Tensor _head;
    private readonly Device _device;

    private FoldedMiniFasNet(SafeTensorsFile file, MiniFasNetPlan plan, Device device, OwnedParts parts)
    {
        FoldedUnit Load(ConvolutionUnit unit) => parts.Add(FoldedUnit.Load(file, unit, device));

        _parts = parts;
        _device = device;
        _stem = [.. plan.Stem.Select(Load)];
        _blocks =
        [
            .. plan.Blocks.Select(b => new FoldedMiniFasNetBlock(
                Load(b.Bottleneck.Expand),
                Load(b.Bottleneck.Depthwise),
                Load(b.Bottleneck.Project),
                b.Squeeze is null ? null : Load(b.Squeeze),
                b.Excite is null ? null : Load(b.Excite),
                b.Bottleneck.Residual)),
        ];
        _tail = [.. plan.Tail.Select(Load), Load(plan.Embedding)];
        using var scope = NewDisposeScope();
        var head = tensor(NetworkWeights.ReadFinite(file, plan.Head.Name), plan.Head.Shape, device: device);
        _head = parts.Add(head.t().contiguous().DetachFromDisposeScope());
    }

    /// <exception cref="BadInputException">The file does not hold the weights of this network.</exception>
    public static FoldedMiniFasNet Load(SafeTensorsFile file, MiniFasNetPlan plan, Device device)
    {
        NetworkWeights.Check(file, plan.Name, plan.Tensors());
        return OwnedParts.Load(parts => new FoldedMiniFasNet(file, plan, device, parts));
    }

    /// <param name="pixels">N x 80 x 80 x 3 interleaved, blue first, 0 to 255.</param>
    /// <returns>N x 3 logits.</returns>
    public float[] Forward(float[] pixels, int count)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var x = tensor(pixels, [count, MiniFasNetPlan.Side, MiniFasNetPlan.Side, 3], device: _device).permute(0, 3, 1, 2);
        foreach (var unit in _stem)
        {
            x = unit.Forward(x);
        }

        foreach (var (expand, depthwise, project, squeeze, excite, residual) in _blocks)
        {
            var y = project.Forward(depthwise.Forward(expand.Forward(x)));
            if (squeeze is not null && excite is not null)
            {
                var pooled = y.mean([2, 3], keepdim: true);
                y = y.mul(excite.Forward(squeeze.Forward(pooled).relu()).sigmoid());
            }

            x = residual ? y.Plus(x) : y;
        }

        foreach (var unit in _tail)
        {
            x = unit.Forward(x);
        }

        return x.flatten(1).matmul(_head).cpu().contiguous().data<float>().ToArray();
    }

    public void Dispose() => _parts.Dispose();
}
