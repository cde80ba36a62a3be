using FaceGrid.Vision.Networks.Vgg;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>
/// Forward pass through a network and backward pass to its input, with the chain rule written out. The weights are constants, so that the
/// backward pass needs only the signs of the rectified maps, the choices of the poolings, and the maps that a term uses; each is released
/// as soon as the backward pass has used it. The first block, whose maps are as large as all others together, is left to
/// <see cref="VggFirstBlock"/>. Not safe for concurrent calls.
/// </summary>
internal sealed class VggPropagation : IDisposable
{
    private readonly VggNetwork _network;
    private readonly VggPooling _pooling;
    private readonly HashSet<VggLayer> _visited;
    private readonly VggLayer _last;
    private readonly VggFirstBlock _front;
    private readonly StylePlan _plan;
    private readonly Dictionary<VggLayer, Tensor> _kept = [];
    private readonly Dictionary<VggLayer, MaxChoice> _choices = [];

    /// <param name="plan">Network, pooling and layers.</param>
    public VggPropagation(StylePlan plan)
    {
        (_plan, _network, _pooling, _visited, _last) = (plan, plan.Network, plan.Settings.Pooling, plan.Visited, plan.Last);
        _front = new VggFirstBlock(plan);
    }

    /// <summary>The forward pass, up to the last layer that a term uses.</summary>
    /// <param name="input">
    /// 1 x 3 x H x W from <see cref="VggInput.Apply"/>, laid out by <see cref="Maps.LayOut"/>; kept if a backward pass follows.
    /// </param>
    /// <param name="visit">
    /// Called with the maps of each layer that a term uses, or bands of them; they are released or changed afterwards.
    /// </param>
    /// <param name="keep">A backward pass follows.</param>
    public void Forward(Tensor input, Action<VggLayer, Tensor, Band> visit, bool keep)
    {
        Clear();
        if (_front.Forward(input, visit, keep) is not { } x)
        {
            return;
        }

        var owned = true;
        foreach (var layer in Layers())
        {
            if (layer.Convolution == 1 && layer.Block > 2)
            {
                Next(Pool(x, LastOfBlock(layer.Block - 1)));
            }

            Next(_network.Convolve(x, layer));
            if (_visited.Contains(layer))
            {
                visit(layer, x, Band.Whole(x.shape[2]));
            }

            if (layer == _last)
            {
                Keep(layer);
                break;
            }

            var rectified = layer with { Rectified = true };
            var apart = keep && _visited.Contains(layer);
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
                visit(rectified, x, Band.Whole(x.shape[2]));
            }

            // The maps before a rectifier also show which of its units are positive.
            if ((!apart || _visited.Contains(rectified) || IsLastOfBlock(layer)) && !_plan.ChoiceIsEnough(layer))
            {
                Keep(rectified);
            }
        }

        if (owned)
        {
            x.Dispose();
        }

        Tensor Pool(Tensor maps, VggLayer of)
        {
            if (!keep || !_plan.ChoiceIsEnough(of))
            {
                return VggNetwork.Pool(maps, _pooling);
            }

            _choices.Add(of, MaxChoice.Pool(maps, out var pooled));
            return pooled;
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
            if (keep)
            {
                _kept.Add(place, x.DetachFromDisposeScope());
                owned = false;
            }
        }
    }

    /// <summary>The backward pass; <see cref="Forward"/> with <c>keep</c> must precede it.</summary>
    /// <param name="add">
    /// Maps a layer, its maps or a band of them, and the gradient so far (null at the last layer) to the gradient including the layer's own
    /// terms; may add in place.
    /// </param>
    /// <returns>Gradient with respect to the input: 1 x 3 x H x W.</returns>
    public Tensor Backward(Func<VggLayer, Tensor, Tensor?, Band, Tensor> add)
    {
        Tensor? gradient = null;
        foreach (var layer in Layers().Reverse())
        {
            var rectified = layer with { Rectified = true };
            _kept.Remove(layer, out var linear);
            _kept.Remove(rectified, out var open);
            if (_choices.Remove(rectified, out var choice))
            {
                choice.Dispose();
            }
            else if (rectified <= _last)
            {
                open ??= linear!.relu();
                Add(rectified, open);
                open.sign_();
                gradient!.mul_(open);
            }

            if (linear is not null)
            {
                Add(layer, linear);
            }

            open?.Dispose();
            linear?.Dispose();
            Next(_network.ConvolveBack(gradient!, layer));
            if (layer.Convolution == 1 && layer.Block > 2)
            {
                var above = LastOfBlock(layer.Block - 1);
                Next(_choices.TryGetValue(above, out var chosen) ? chosen.Back(gradient!) : PoolBack(_kept[above], gradient!, _pooling));
            }
        }

        var back = _front.Backward(gradient, add);
        gradient?.Dispose();
        Clear();
        return back;

        void Add(VggLayer place, Tensor maps)
        {
            if (_visited.Contains(place))
            {
                var sum = add(place, maps, gradient, Band.Whole(maps.shape[2]));
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

    public void Dispose()
    {
        Clear();
        _front.Dispose();
    }

    /// <summary>Gradient with respect to the input of a pooling, by libtorch's autograd.</summary>
    /// <param name="maps">The input of the pooling.</param>
    /// <param name="gradient">Gradient with respect to the pooled maps.</param>
    /// <param name="pooling">Kind of the pooling.</param>
    internal static Tensor PoolBack(Tensor maps, Tensor gradient, VggPooling pooling)
    {
        using var scope = NewDisposeScope();
        using var recording = enable_grad();
        var leaf = maps.detach().requires_grad_(true);
        return autograd.grad([VggNetwork.Pool(leaf, pooling)], [leaf], [gradient])[0].MoveToOuterDisposeScope();
    }

    private bool IsLastOfBlock(VggLayer layer) => layer.Convolution == LastOfBlock(layer.Block).Convolution;

    private VggLayer LastOfBlock(int block) => new(block, VggLayer.Convolutions(_network.Architecture, block), Rectified: true);

    private IEnumerable<VggLayer> Layers() => VggLayer.All(_network.Architecture).Where(l => l.Block > 1 && l <= _last);

    private void Clear()
    {
        foreach (var maps in _kept.Values)
        {
            maps.Dispose();
        }

        foreach (var choice in _choices.Values)
        {
            choice.Dispose();
        }

        _kept.Clear();
        _choices.Clear();
        _front.Clear();
    }
}
