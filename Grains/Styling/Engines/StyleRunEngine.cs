using FaceGrid.Grains.Jobs;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Grains.Styling.Engines;

/// <summary>Renders with <see cref="StyleRun"/>.</summary>
/// <param name="load">Reads the weights that the settings name, or, for null, those of this machine.</param>
/// <param name="device">cpu, cuda or cuda:N, for the provenance.</param>
/// <param name="threads">
/// Processor threads of a run that starts here and names no number; a resumed run keeps its own number.
/// </param>
/// <param name="grams">Cache of the Gram matrices of style images; null: no cache.</param>
public sealed class StyleRunEngine(
    Func<string?, VggNetwork> load, string device, int threads, IGramCache? grams = null) : IJobEngine, IDisposable
{
    private readonly Lock _gate = new();
    private (string? Weights, VggNetwork Network)? _loaded;

    public JobCheck Check(JobInputs inputs)
    {
        var parsed = StyleRunSettings.FromJson(inputs.Settings);
        var (decoded, _) = StyleRunInputs.Decode(inputs.Images);
        decoded.Check(parsed.Style);
        var network = NetworkOf(parsed);
        var layers = parsed.Style.Loss.ContentLayers.Concat(parsed.Style.Loss.StyleLayers);
        foreach (var layer in layers.Select(l => VggLayer.Parse(l.Layer, network.Architecture)))
        {
            var (width, height) = parsed.Style.SizeAt(0, decoded.Content.Width, decoded.Content.Height);
            if (Math.Min(width, height) < layer.MinSide)
            {
                throw new BadInputException(
                    "--size", $"an image of {width}x{height} has no unit at layer {layer.Name}, which needs {layer.MinSide} px");
            }
        }

        return new JobCheck(parsed.ToJson(), network.Version, parsed.Style.Steps);
    }

    public IJobSession Start(JobInputs inputs) =>
        Open(inputs, (style, decoded, network) => StyleRun.Start(style, decoded, network, grams));

    public IJobSession Resume(JobInputs inputs, byte[] checkpoint) =>
        Open(inputs, (style, decoded, network) => StyleRun.Resume(checkpoint, style, decoded, network, grams: grams));

    public IJobSession Fork(JobInputs inputs, byte[] checkpoint) =>
        Open(inputs, (style, decoded, network) => StyleRun.Fork(checkpoint, style, decoded, network, grams: grams));

    public void Dispose()
    {
        lock (_gate)
        {
            _loaded?.Network.Dispose();
            _loaded = null;
        }
    }

    private StyleRunSession Open(JobInputs inputs, Func<StyleSettings, StyleImages, VggNetwork, StyleRun> begin)
    {
        var parsed = StyleRunSettings.FromJson(inputs.Settings);
        var (decoded, used) = StyleRunInputs.Decode(inputs.Images);
        var network = NetworkOf(parsed);

        // A run keeps the number of threads that is set when it starts.
        using var number = ComputeThreads.Use(parsed.Threads ?? threads);
        var run = begin(parsed.Style, decoded, network);
        return new StyleRunSession(
            run,
            parsed.Picture,
            new StyleProvenance(parsed.Style, used, network.Version, network.IsRandom, run.Threads, device, Seconds: 0));
    }

    /// <summary>Keeps the network that was used last: most jobs use the same.</summary>
    private VggNetwork NetworkOf(StyleRunSettings settings)
    {
        lock (_gate)
        {
            if (_loaded is { } now && now.Weights == settings.Weights)
            {
                return now.Network;
            }

            // The former one is not disposed, because a run may still use it; it is collected after that run.
            _loaded = (settings.Weights, load(settings.Weights));
            return _loaded.Value.Network;
        }
    }
}
