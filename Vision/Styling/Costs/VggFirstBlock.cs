using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>
/// The first block of a network and the pooling after it, computed in bands of rows: its 64 maps at full size dominate the peak memory of
/// an image, and a band of them fits into the processor's cache. Every band is computed from two more rows on each side, so that bands give
/// the same values as the whole. Not safe for concurrent calls.
/// </summary>
internal sealed class VggFirstBlock : IDisposable
{
    private static readonly VggLayer First = new(1, 1, Rectified: false);
    private static readonly VggLayer FirstOpen = new(1, 1, Rectified: true);
    private static readonly VggLayer Second = new(1, 2, Rectified: false);
    private static readonly VggLayer SecondOpen = new(1, 2, Rectified: true);

    private readonly VggNetwork _network;
    private readonly VggPooling _pooling;
    private readonly HashSet<VggLayer> _visited;
    private readonly VggLayer _last;
    private readonly bool _choiceIsEnough;
    private readonly FirstBlockMemory _memory;
    private Tensor? _input;

    /// <param name="plan">Network, pooling and layers.</param>
    public VggFirstBlock(StylePlan plan)
    {
        (_network, _pooling, _visited, _last) = (plan.Network, plan.Settings.Pooling, plan.Visited, plan.Last);
        _choiceIsEnough = plan.ChoiceIsEnough(Second);
        _memory = new FirstBlockMemory(Second.Channels, _choiceIsEnough);
    }

    /// <returns>The pooled maps, or null if the last layer is in this block.</returns>
    /// <inheritdoc cref="VggPropagation.Forward"/>
    public Tensor? Forward(Tensor input, Action<VggLayer, Tensor, Band> visit, bool keep)
    {
        _input = keep ? input.alias().DetachFromDisposeScope() : null;
        if (keep && SecondOpen <= _last)
        {
            _memory.Reserve(input);
        }

        var pooled = new List<Tensor>();
        using var scope = NewDisposeScope();
        foreach (var (first, end) in Bands(input.shape[2], input.shape[3]))
        {
            using var inner = NewDisposeScope();
            var (top, bottom) = (Math.Max(0, first - 2), Math.Min(input.shape[2], end + 2));
            var x = _network.Convolve(input.narrow(2, top, bottom - top), First);
            Visit(First, x, top);
            Tensor? linear = null, open = null;
            if (FirstOpen <= _last)
            {
                x.relu_();
                Visit(FirstOpen, x, top);
            }

            if (Second <= _last)
            {
                var convolved = _network.Convolve(x, Second);
                x.Dispose();
                linear = convolved.narrow(2, first - top, end - first);
                Visit(Second, linear, first);
            }

            if (SecondOpen <= _last)
            {
                if (keep && _visited.Contains(Second))
                {
                    open = linear!.relu();
                }
                else
                {
                    open = linear!;
                    open.relu_();
                    linear = null;
                }

                Visit(SecondOpen, open, first);
            }

            MaxChoice? choice = null;
            if (keep && _choiceIsEnough)
            {
                using var found = MaxChoice.Pool(open!, out var maxima);
                pooled.Add(maxima.MoveToOuterDisposeScope());
                choice = _memory.Store(found, first / 2, maxima.shape[2]);
                open = null;
            }
            else if (_last.Block > 1)
            {
                pooled.Add(VggNetwork.Pool(open!, _pooling).MoveToOuterDisposeScope());
            }

            if (keep)
            {
                var stored = open is null ? null : _memory.Store(open, first, end - first);
                _memory.Bands.Add(new FirstBlockBand(first, end, linear?.DetachFromDisposeScope(), stored, choice));
            }

            void Visit(VggLayer layer, Tensor maps, long at)
            {
                if (_visited.Contains(layer))
                {
                    visit(layer, maps, new Band(at, first, end - first));
                }
            }
        }

        return pooled.Count switch
        {
            0 => null,
            1 => pooled[0].MoveToOuterDisposeScope(),
            _ => cat(pooled, 2).MoveToOuterDisposeScope(),
        };
    }

    /// <param name="pooled">Gradient with respect to the output of <see cref="Forward"/>.</param>
    /// <param name="add">As for <see cref="VggPropagation.Backward"/>.</param>
    /// <inheritdoc cref="VggPropagation.Backward"/>
    public Tensor Backward(Tensor? pooled, Func<VggLayer, Tensor, Tensor?, Band, Tensor> add)
    {
        using var scope = NewDisposeScope();
        var input = _input!;
        var height = input.shape[2];
        var back = zeros_like(input);
        foreach (var kept in _memory.Bands)
        {
            using var inner = NewDisposeScope();
            var (first, end) = (kept.First, kept.End);
            Tensor? gradient = null;
            if (pooled is not null)
            {
                var part = pooled.narrow(2, first / 2, (end - first) / 2);
                gradient = kept.Choice?.Back(part) ?? VggPropagation.PoolBack(kept.Open!, part, _pooling);
            }

            if (kept.Open is { } open)
            {
                Add(SecondOpen, open, first);
                open.sign_();
                gradient!.mul_(open);
            }

            if (kept.Linear is { } linear)
            {
                Add(Second, linear, first);
            }

            kept.Dispose();

            // One more row on each side depends on this band. The first layer's maps are computed again rather than stored.
            var (top, bottom) = (Math.Max(0, first - 1), Math.Min(height, end + 1));
            if (gradient is not null)
            {
                gradient = _network.ConvolveBack(gradient, Second, rows: 1).narrow(2, top - first + 1, bottom - top);
            }

            var (above, below) = (Math.Max(0, first - 2), Math.Min(height, end + 2));
            var maps = _network.Convolve(input.narrow(2, above, below - above), First).narrow(2, top - above, bottom - top);
            if (FirstOpen <= _last)
            {
                var rectified = maps.relu();
                Add(FirstOpen, rectified, top);
                rectified.sign_();
                gradient!.mul_(rectified);
            }

            Add(First, maps, top);
            var spread = _network.ConvolveBack(gradient!, First, rows: 1);
            var (from, to) = (Math.Max(0, top - 1), Math.Min(height, bottom + 1));
            back.narrow(2, from, to - from).AddInPlace(spread.narrow(2, from - top + 1, to - from));

            void Add(VggLayer layer, Tensor maps, long at)
            {
                if (_visited.Contains(layer))
                {
                    gradient = add(layer, maps, gradient, new Band(at, first, end - first));
                }
            }
        }

        return back.MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        Clear();
        _memory.Dispose();
    }

    /// <summary>Releases what the last forward pass stored.</summary>
    public void Clear()
    {
        _memory.Clear();
        _input?.Dispose();
        _input = null;
    }

    /// <summary>
    /// Bands start at even rows, as 2 x 2 pooling requires. On a CPU the 64 maps of a band take about 4 MiB in float32; a GPU is faster
    /// with larger bands.
    /// </summary>
    private IEnumerable<(long First, long End)> Bands(long height, long width)
    {
        var rows = (_network.Device.type == DeviceType.CPU ? 16384 : 1 << 20) / width / 2 * 2;
        rows = Math.Max(16, rows);
        for (long first = 0; first < height;)
        {
            // A last band of a single row could not be pooled; it is joined to the one before.
            var end = height - first <= rows + 1 ? height : first + rows;
            yield return (first, end);
            first = end;
        }
    }
}
