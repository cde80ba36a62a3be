using FaceGrid.Vision.Networks.Vgg;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>
/// Once forward through a network and once back to its input, by the chain rule written out. The weights are constants, so all that
/// the way back needs is where rectifiers were open, what poolings chose, and the maps that a term looks at; each is let go as soon as the
/// way back has passed it. Needs a third of the memory of a recorded graph. Not safe for concurrent calls.
/// </summary>
internal sealed class VggWalk : IDisposable
{
    private readonly VggNetwork _network;
    private readonly VggPooling _pooling;
    private readonly HashSet<VggLayer> _visited;
    private readonly VggLayer _last;
    private readonly Dictionary<VggLayer, Tensor> _kept = [];
    private Tensor? _input;

    public VggWalk(StylePlan plan)
    {
        (_network, _pooling, _visited, _last) = (plan.Network, plan.Settings.Pooling, plan.Visited, plan.Last);
    }

    /// <param name="input">As <see cref="VggInput.Apply"/> gives it, laid out by <see cref="Maps.LayOut"/>. Kept where the way back follows.</param>
    /// <param name="visit">Sees the maps of each layer that a term looks at; they are gone or changed afterwards.</param>
    /// <param name="keep">The way back follows.</param>
    public void Forward(Tensor input, Action<VggLayer, Tensor> visit, bool keep)
    {
        Forget();
        _input = keep ? input.alias().DetachFromDisposeScope() : null;
        var (x, owned) = (input, false);
        foreach (var layer in Layers())
        {
            if (layer.Convolution == 1 && layer.Block > 1)
            {
                Next(VggNetwork.Pool(x, _pooling));
            }

            Next(_network.Convolve(x, layer));
            if (_visited.Contains(layer))
            {
                visit(layer, x);
            }

            if (layer == _last)
            {
                Keep(layer);
                break;
            }

            var rectified = layer with { Rectified = true };
            var apart = keep && _visited.Contains(layer) && !IsFirst(layer);
            if (apart)
            {
                Keep(layer);
                (x, owned) = (x.relu(), true);
            }
            else
            {
                x.relu_();
            }

            if (_visited.Contains(rectified))
            {
                visit(rectified, x);
            }

            // Where a rectifier was open is also seen in what came before it.
            if (!apart || _visited.Contains(rectified) || IsLastOfBlock(layer))
            {
                Keep(rectified);
            }
        }

        if (owned)
        {
            x.Dispose();
        }

        void Next(Tensor next)
        {
            if (owned)
            {
                x.Dispose();
            }

            (x, owned) = (next, true);
        }

        void Keep(VggLayer place)
        {
            if (keep && !IsFirst(place))
            {
                _kept.Add(place, x.DetachFromDisposeScope());
                owned = false;
            }
        }
    }

    /// <param name="add">From a layer, its maps and the gradient so far (null at the last layer) to the gradient with this layer's own terms; may add in place.</param>
    /// <returns>The gradient by the input.</returns>
    public Tensor Backward(Func<VggLayer, Tensor, Tensor?, Tensor> add)
    {
        Tensor? gradient = null;
        foreach (var layer in Layers().Reverse())
        {
            var rectified = layer with { Rectified = true };
            var (linear, open) = Recall(layer);
            if (rectified <= _last)
            {
                Add(rectified, open!);
                open!.sign_();
                gradient!.mul_(open);
            }

            if (linear is not null)
            {
                Add(layer, linear);
            }

            open?.Dispose();
            linear?.Dispose();
            Next(_network.ConvolveBack(gradient!, layer));
            if (layer.Convolution == 1 && layer.Block > 1)
            {
                var above = new VggLayer(layer.Block - 1, VggLayer.Convolutions(_network.Architecture, layer.Block - 1), Rectified: true);
                Next(PoolBack(_kept[above], gradient!));
            }
        }

        Forget();
        return gradient!;

        void Add(VggLayer place, Tensor maps)
        {
            if (_visited.Contains(place))
            {
                var sum = add(place, maps, gradient);
                if (!ReferenceEquals(sum, gradient))
                {
                    Next(sum);
                }
            }
        }

        void Next(Tensor next)
        {
            gradient?.Dispose();
            gradient = next;
        }
    }

    public void Dispose() => Forget();

    /// <summary>The widest maps of all cost next to nothing to compute, so they are computed again and not kept.</summary>
    private static bool IsFirst(VggLayer layer) => layer is { Block: 1, Convolution: 1 };

    private bool IsLastOfBlock(VggLayer layer) => layer.Convolution == VggLayer.Convolutions(_network.Architecture, layer.Block);

    private IEnumerable<VggLayer> Layers() => VggLayer.All(_network.Architecture).Where(l => l <= _last);

    /// <summary>Takes what was kept: the convolution's outcome where a term looks at it, and the rectified maps if the walk went so far.</summary>
    private (Tensor? Linear, Tensor? Open) Recall(VggLayer layer)
    {
        var rectified = layer with { Rectified = true };
        if (IsFirst(layer))
        {
            var maps = _network.Convolve(_input!, layer);
            if (rectified > _last)
            {
                return (maps, null);
            }

            if (_visited.Contains(layer))
            {
                return (maps, maps.relu());
            }

            maps.relu_();
            return (null, maps);
        }

        _kept.Remove(layer, out var linear);
        _kept.Remove(rectified, out var open);
        return (linear, rectified <= _last ? open ?? linear!.relu() : null);
    }

    private Tensor PoolBack(Tensor maps, Tensor gradient)
    {
        using var scope = NewDisposeScope();
        using var recording = enable_grad();
        var leaf = maps.detach().requires_grad_(true);
        return autograd.grad([VggNetwork.Pool(leaf, _pooling)], [leaf], [gradient])[0].DetachFromDisposeScope();
    }

    private void Forget()
    {
        foreach (var maps in _kept.Values)
        {
            maps.Dispose();
        }

        _kept.Clear();
        _input?.Dispose();
        _input = null;
    }
}
