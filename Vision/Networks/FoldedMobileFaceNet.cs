using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Networks.Detection;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Weights;
using static FaceGrid.Vision.Tensors.TensorLifetime;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks;

/// <summary>
/// MobileFaceNet for inference: batch norms are folded, and activations are in channels-last layout throughout. Immutable after
/// loading and safe for concurrent calls.
/// </summary>
internal sealed class FoldedMobileFaceNet : IEncoderNetwork
{
    private readonly OwnedParts _parts;
    private readonly FoldedUnit[] _stem;
    private readonly (FoldedUnit Expand, FoldedUnit Depthwise, FoldedUnit Project, bool Residual)[] _bottlenecks;
    private readonly FoldedUnit[] _tail;
    private readonly Device _device;

    private FoldedMobileFaceNet(SafeTensorsFile file, MobileFaceNetPlan plan, Device device, OwnedParts parts)
    {
        FoldedUnit Load(ConvolutionUnit unit) => parts.Add(FoldedUnit.Load(file, unit, device));

        _parts = parts;
        _device = device;
        Options = plan.Options;
        _stem = [Load(plan.Conv1), Load(plan.Depthwise1)];
        _bottlenecks = [.. plan.Bottlenecks.Select(b => (Load(b.Expand), Load(b.Depthwise), Load(b.Project), b.Residual))];
        _tail = [Load(plan.Conv2), Load(plan.Global), Load(plan.Embedding)];
    }

    /// <summary>Size of the network.</summary>
    public BackboneOptions Options { get; }

    /// <exception cref="BadInputException">The file does not hold the weights of a MobileFaceNet of this size.</exception>
    public static FoldedMobileFaceNet Load(SafeTensorsFile file, BackboneOptions options, Device device)
    {
        var plan = new MobileFaceNetPlan(options);
        NetworkWeights.Check(file, MobileFaceNet.Describe(options), plan.Units().SelectMany(u => u.Tensors()));
        return OwnedParts.Load(parts => new FoldedMobileFaceNet(file, plan, device, parts));
    }

    /// <inheritdoc/>
    public float[] Forward(float[] pixels, int count)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();

        // Interleaved pixels viewed as N x 3 x H x W are in libtorch's channels-last layout, without a copy.
        var x = tensor(pixels, [count, Options.Height, Options.Width, 3], device: _device).permute(0, 3, 1, 2);
        foreach (var unit in _stem)
        {
            x = Replace(x, unit.Forward(x));
        }

        foreach (var (expand, depthwise, project, residual) in _bottlenecks)
        {
            var y = expand.Forward(x);
            y = Replace(y, depthwise.Forward(y));
            y = Replace(y, project.Forward(y));
            if (residual)
            {
                y.AddInPlace(x);
            }

            x = Replace(x, y);
        }

        foreach (var unit in _tail)
        {
            x = Replace(x, unit.Forward(x));
        }

        return x.reshape(count, Options.Embedding).cpu().contiguous().data<float>().ToArray();
    }

    public void Dispose() => _parts.Dispose();
}
