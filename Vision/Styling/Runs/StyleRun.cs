using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Styling.Colours;
using FaceGrid.Vision.Styling.Optimisers;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>
/// Style transfer from a start image to the finished picture, one optimiser step at a time. Between any two steps the run can be saved as a
/// checkpoint; a run resumed from it computes the same bits as one that never stopped, on the same kind of device with the same libtorch.
/// Every step uses the number of threads that the run started with. Not safe for concurrent calls.
/// </summary>
public sealed partial class StyleRun : IDisposable
{
    private readonly StyleImages _images;
    private readonly StyleStage _stage;
    private readonly List<double[]> _losses = [];
    private int _level;
    private int _levelSteps;
    private Tensor? _image;
    private Tensor? _before;
    private Tensor? _lastGood;
    private IPixelObjective? _objective;
    private IPixelOptimizer? _optimizer;
    private bool _hasDiverged;

    /// <summary>A run that has not entered a level yet.</summary>
    private StyleRun(StyleSettings settings, StyleImages images, StyleStage stage, int threads)
    {
        settings.Validate();
        images.Check(settings);
        (Settings, _images, _stage, Threads) = (settings, images, stage, threads);
        Content = images.Content;
    }

    /// <summary>The settings of the run.</summary>
    public StyleSettings Settings { get; }

    /// <summary>Processor threads that every step uses: the number that libtorch had when the run started.</summary>
    public int Threads { get; }

    /// <summary>Number of steps done.</summary>
    public int StepsDone => _losses.Count;

    /// <summary>Number of steps of the whole run.</summary>
    public int StepsTotal => Settings.Steps;

    /// <summary>All steps are done.</summary>
    public bool IsFinished => StepsDone == StepsTotal;

    /// <summary>J and its terms of the finished image; null before.</summary>
    public StyleLosses? FinalLosses { get; private set; }

    /// <summary>J and its terms before each step done.</summary>
    public IReadOnlyList<StyleLosses> Losses =>
        [.. _losses.Select(l => StyleLosses.FromArray(l, Settings.Loss.ContentLayers.Count))];

    /// <summary>Size of the generated image at the present level, in pixels.</summary>
    public (int Width, int Height) Size => Settings.SizeAt(_level, _images.Content.Width, _images.Content.Height);

    /// <summary>The content image at the present level's size.</summary>
    private RgbImage Content { get; set; }

    /// <summary>One step of the optimiser.</summary>
    /// <exception cref="StyleDivergedException">
    /// The cost is not finite; the run's image is the last one with a finite cost, and the run cannot continue.
    /// </exception>
    /// <exception cref="InvalidOperationException">The run is finished, or has diverged.</exception>
    public StyleProgress Advance()
    {
        if (IsFinished || _hasDiverged)
        {
            throw new InvalidOperationException(_hasDiverged ? "the run has diverged" : "the run is finished");
        }

        using var threads = ComputeThreads.Use(Threads);
        if (_levelSteps == Settings.Pyramid[_level].Steps)
        {
            NextLevel();
        }

        _before!.copy_(_image!);
        var losses = _optimizer!.Step(_image!, _objective!);
        if (!losses.IsFinite)
        {
            throw Diverge();
        }

        (_before, _lastGood) = (_lastGood, _before);
        _losses.Add(losses.ToArray());
        _levelSteps++;
        if (IsFinished)
        {
            Finish();
        }

        return new StyleProgress(StepsDone, StepsTotal, Size.Width, Size.Height, losses);
    }

    /// <summary>The present generated image, with colours preserved as in the settings.</summary>
    public RgbImage Image()
    {
        var image = PixelTensors.ToImage(_image!);
        return Settings.Colours == ColourKeeping.Luminance ? LumaTransfer.Apply(image, Content) : image;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        LeaveLevel();
        _image?.Dispose();
    }

    private StyleDivergedException Diverge()
    {
        _hasDiverged = true;
        _image!.copy_(_lastGood!);
        return new StyleDivergedException(Math.Max(0, StepsDone - 1));
    }

    /// <summary>Computes the cost of the image after the last step; a run is finished only if that cost is finite.</summary>
    private void Finish()
    {
        using var gradient = zeros_like(_image!);
        var losses = _objective!.Evaluate(_image!, gradient);
        FinalLosses = losses.IsFinite ? losses : throw Diverge();
    }

    private void NextLevel()
    {
        _level++;
        _levelSteps = 0;
        using var smaller = _image!;
        EnterLevel(content => Enlarge(smaller, content));
    }

    private void EnterLevel(Func<Tensor, Tensor> make)
    {
        LeaveLevel();
        using var scope = NewDisposeScope();
        Content = ImageOps.Resize(_images.Content, Size.Width, Size.Height);
        using var scene = MakeScene();
        _image = make(scene.Content).DetachFromDisposeScope();
        if (Settings.Clamp == StyleClamp.EachStep)
        {
            _image.ClampInPlace(0, 255);
        }

        _before = _image.clone().DetachFromDisposeScope();
        _lastGood = _image.clone().DetachFromDisposeScope();
        _objective = _stage.Objective(scene);
        _optimizer = PixelOptimizer.Create(Settings.Optimizer, _image, Settings.Clamp == StyleClamp.EachStep);
    }

    private void LeaveLevel()
    {
        _optimizer?.Dispose();
        _objective?.Dispose();
        _before?.Dispose();
        _lastGood?.Dispose();
        (_optimizer, _objective, _before, _lastGood) = (null, null, null, null);
    }

    private StyleScene MakeScene()
    {
        var shares = Settings.BlendOf(_images.Styles.Count);
        var size = Math.Max(1, (int)Math.Round(Settings.Pyramid[_level].Size * Settings.StyleScale));
        var styles = new List<(Tensor, double, Tensor?)>();
        for (var i = 0; i < shares.Count; i++)
        {
            if (shares[i] == 0)
            {
                continue;
            }

            var style = _images.Styles[i];
            var (width, height) = Settings.SizeRule.Apply(style.Width, style.Height, size);
            style = ImageOps.Resize(style, width, height);
            style = Settings.Colours switch
            {
                ColourKeeping.Histogram => HistogramMatch.Apply(style, Content),
                ColourKeeping.Moments => MomentMatch.Apply(style, Content),
                _ => style,
            };
            styles.Add((Own(style), shares[i], MaskOf(i)));
        }

        return new StyleScene(Own(Content), styles);
    }

    private Tensor? MaskOf(int style) => _images.Masks is null
        ? null
        : PixelTensors.ToMask(
            ImageOps.Resize(_images.Masks[style], Size.Width, Size.Height, ResampleFilter.Triangle), _stage.Type, _stage.Device)
            .DetachFromDisposeScope();

    private Tensor Own(RgbImage image) => PixelTensors.ToTensor(image, _stage.Type, _stage.Device).DetachFromDisposeScope();

    private static Tensor Enlarge(Tensor image, Tensor like) => image.shape.SequenceEqual(like.shape)
        ? image.clone()
        : nn.functional.interpolate(image, [like.shape[2], like.shape[3]], mode: InterpolationMode.Bicubic, align_corners: false);
}
