using FaceGrid.Vision;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Grains.Styling.Engines;

/// <summary>Renders with <see cref="StyleRun"/>.</summary>
/// <param name="load">Reads the weights that the settings name; null: those that the machine has.</param>
/// <param name="device">For the record of how a picture came about.</param>
/// <param name="threads">
/// Processor threads that a run computes with which begins here and does not name a number; one that goes on keeps its own.
/// </param>
/// <param name="grams">Keeps what was computed from style images; null: nothing is kept.</param>
public sealed class StyleRunEngine(Func<string?, VggNetwork> load, string device, int threads, IGramCache? grams = null) : IStyleEngine, IDisposable
{
    private readonly Lock _gate = new();
    private (string? Weights, VggNetwork Network)? _loaded;

    public StyleEngineCheck Check(string settings, IReadOnlyList<StyleInputFile> images)
    {
        var parsed = StyleRunSettings.FromJson(settings);
        var (decoded, _) = StyleRunInputs.Decode(images);
        decoded.Check(parsed.Style);
        var network = NetworkOf(parsed);
        foreach (var layer in parsed.Style.Loss.ContentLayers.Concat(parsed.Style.Loss.StyleLayers).Select(l => VggLayer.Parse(l.Layer, network.Architecture)))
        {
            var (width, height) = parsed.Style.SizeAt(0, decoded.Content.Width, decoded.Content.Height);
            if (Math.Min(width, height) < layer.LeastSide)
            {
                throw new BadInputException("--size", $"an image of {width}x{height} has no unit at layer {layer.Name}, which needs {layer.LeastSide} px");
            }
        }

        return new StyleEngineCheck(parsed.ToJson(), network.Version, parsed.Style.Steps);
    }

    public IStyleSession Start(string settings, IReadOnlyList<StyleInputFile> images) =>
        Open(settings, images, (style, decoded, network) => StyleRun.Start(style, decoded, network, grams));

    public IStyleSession Resume(string settings, IReadOnlyList<StyleInputFile> images, byte[] checkpoint) =>
        Open(settings, images, (style, decoded, network) => StyleRun.Resume(checkpoint, style, decoded, network, grams: grams));

    public IStyleSession Fork(string settings, IReadOnlyList<StyleInputFile> images, byte[] checkpoint) =>
        Open(settings, images, (style, decoded, network) => StyleRun.Fork(checkpoint, style, decoded, network, grams: grams));

    public void Dispose()
    {
        lock (_gate)
        {
            _loaded?.Network.Dispose();
            _loaded = null;
        }
    }

    private StyleRunSession Open(string settings, IReadOnlyList<StyleInputFile> images, Func<StyleSettings, StyleImages, VggNetwork, StyleRun> begin)
    {
        var parsed = StyleRunSettings.FromJson(settings);
        var (decoded, inputs) = StyleRunInputs.Decode(images);
        var network = NetworkOf(parsed);

        // A run keeps the number that is in force when it begins.
        using var number = ComputeThreads.Use(parsed.Threads ?? threads);
        var run = begin(parsed.Style, decoded, network);
        return new StyleRunSession(
            run,
            parsed.Picture,
            new StyleProvenance(parsed.Style, inputs, network.Version, network.IsRandom, run.Threads, device, Seconds: 0));
    }

    /// <summary>The network last used is kept: most jobs have the same.</summary>
    private VggNetwork NetworkOf(StyleRunSettings settings)
    {
        lock (_gate)
        {
            if (_loaded is { } now && now.Weights == settings.Weights)
            {
                return now.Network;
            }

            // Not disposed: a run may still be using it. It goes with the last one that does.
            _loaded = (settings.Weights, load(settings.Weights));
            return _loaded.Value.Network;
        }
    }
}
