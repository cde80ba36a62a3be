using System.Text.Json;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Styling.Optimisers;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Beginning, writing down and going on.</summary>
public sealed partial class StyleRun
{
    /// <param name="grams">What was computed from style images before; null: it is computed anew. The run's bits are the same.</param>
    /// <exception cref="BadInputException">The settings, or images that do not fit them or the network.</exception>
    public static StyleRun Start(StyleSettings settings, StyleImages images, VggNetwork network, IGramCache? grams = null) =>
        Start(settings, images, Stage(settings, network, grams));

    /// <summary>Goes on where the checkpoint was written, with the number of threads that the run began with.</summary>
    /// <param name="subject">What the checkpoint is called in errors: most often its path.</param>
    /// <exception cref="BadInputException">Damaged, or of other settings, images or weights.</exception>
    public static StyleRun Resume(ReadOnlyMemory<byte> checkpoint, StyleSettings settings, StyleImages images, VggNetwork network, string subject = "checkpoint", IGramCache? grams = null) =>
        Resume(checkpoint, settings, images, Stage(settings, network, grams), subject);

    /// <summary>A new run, of other settings or images, that begins with a checkpoint's image.</summary>
    /// <exception cref="BadInputException">The checkpoint is damaged, or as for <see cref="Start(StyleSettings, StyleImages, VggNetwork, IGramCache?)"/>.</exception>
    public static StyleRun Fork(ReadOnlyMemory<byte> checkpoint, StyleSettings settings, StyleImages images, VggNetwork network, string subject = "checkpoint", IGramCache? grams = null) =>
        Fork(checkpoint, settings, images, Stage(settings, network, grams), subject);

    /// <summary>How far the run was that wrote a checkpoint, without going on with it.</summary>
    /// <exception cref="BadInputException">Damaged.</exception>
    public static CheckpointHeader Describe(ReadOnlyMemory<byte> checkpoint, string subject = "checkpoint") =>
        ReadHeader(CheckpointReader.Parse(checkpoint, subject));

    /// <summary>Everything that the rest of the run depends on beside settings, images and network.</summary>
    /// <exception cref="InvalidOperationException">The run has diverged.</exception>
    public void WriteCheckpoint(Stream stream)
    {
        if (_hasDiverged)
        {
            throw new InvalidOperationException("the run has diverged");
        }

        var header = new CheckpointHeader(
            CheckpointHeader.PresentFormat,
            Settings.ToJson(),
            _images.Sha256(),
            _stage.Version,
            Threads,
            _level,
            _levelSteps,
            StepsDone,
            StepsTotal,
            Size.Width,
            Size.Height);
        var state = new CheckpointWriter();
        state.Add("image", _image!);
        state.Add("last-good", _lastGood!);
        state.Add("losses", [.. _losses.SelectMany(l => l)]);
        state.Add("final-losses", FinalLosses?.ToArray() ?? []);
        _optimizer!.Save(state);
        state.Write(stream, JsonSerializer.Serialize(header));
    }

    /// <inheritdoc cref="WriteCheckpoint"/>
    public byte[] Checkpoint()
    {
        using var stream = new MemoryStream();
        WriteCheckpoint(stream);
        return stream.ToArray();
    }

    internal static StyleRun Start(StyleSettings settings, StyleImages images, StyleStage stage)
    {
        return Begin(
            new StyleRun(settings, images, stage, ComputeThreads.Current),
            run => run.EnterLevel(content => StartImages.Make(settings.Start, settings.Seed, content, Given(content))));

        Tensor? Given(Tensor content) => settings.Start.Kind == StyleStart.Image
            ? PixelTensors.ToTensor(ImageOps.Resize(images.Start!, (int)content.shape[3], (int)content.shape[2]), stage.Type, stage.Device)
            : null;
    }

    internal static StyleRun Resume(ReadOnlyMemory<byte> checkpoint, StyleSettings settings, StyleImages images, StyleStage stage, string subject = "checkpoint")
    {
        var state = CheckpointReader.Parse(checkpoint, subject);
        var header = ReadHeader(state);
        Require(header.Settings == settings.ToJson(), "belongs to a run with other settings");
        Require(header.Images == images.Sha256(), "belongs to a run with other images");
        Require(header.Network == stage.Version, $"belongs to a run with the network {header.Network}, not {stage.Version}");
        return Begin(new StyleRun(settings, images, stage, header.Threads), run => run.Restore(state, header));

        void Require(bool holds, string otherwise)
        {
            if (!holds)
            {
                throw state.Refuse(otherwise);
            }
        }
    }

    internal static StyleRun Fork(ReadOnlyMemory<byte> checkpoint, StyleSettings settings, StyleImages images, StyleStage stage, string subject = "checkpoint")
    {
        var state = CheckpointReader.Parse(checkpoint, subject);
        return Begin(
            new StyleRun(settings, images, stage, ComputeThreads.Current),
            run => run.EnterLevel(content => Enlarge(Saved(state, content), content)));
    }

    private static StyleRun Begin(StyleRun run, Action<StyleRun> enter)
    {
        try
        {
            using var threads = ComputeThreads.Use(run.Threads);
            enter(run);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private static Tensor Saved(CheckpointReader state, Tensor like)
    {
        var image = zeros([.. state.ShapeOf("image")], dtype: like.dtype);
        state.CopyTo("image", image);
        return image.to(like.device);
    }

    private static StyleStage Stage(StyleSettings settings, VggNetwork network, IGramCache? grams)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(network);
        return new StyleStage(network.Version, network.Type, network.Device, scene => StyleObjectives.Create(
            settings.Loss,
            network,
            scene.Content,
            [.. scene.Styles.Select(s => grams is null || settings.Loss.StyleLayers.Count == 0
                ? new StyleImage { Image = s.Image, Weight = s.Share, Mask = s.Mask }
                : new StyleImage { Grams = GramTargets.Cached(grams, settings.Loss, network, s.Image, settings.TileSide), Weight = s.Share, Mask = s.Mask })],
            settings.TileSide));
    }

    private static CheckpointHeader ReadHeader(CheckpointReader state)
    {
        try
        {
            var header = JsonSerializer.Deserialize<CheckpointHeader>(state.Header);
            return header is { Format: CheckpointHeader.PresentFormat, Threads: >= 1 and <= ComputeThreads.MaxThreads }
                ? header
                : throw state.Refuse("written by another version of the program");
        }
        catch (JsonException e)
        {
            throw new BadInputException(state.Subject, "not a checkpoint of a style run", e);
        }
    }

    private void Restore(CheckpointReader state, CheckpointHeader header)
    {
        if (header.Level < 0 || header.Level >= Settings.Pyramid.Count)
        {
            throw state.Refuse("belongs to a run with other settings");
        }

        (_level, _levelSteps) = (header.Level, header.LevelSteps);
        EnterLevel(content => Saved(state, content));
        state.CopyTo("last-good", _lastGood!);
        _optimizer!.Dispose();
        _optimizer = PixelOptimizer.Load(Settings.Optimizer, _image!, Settings.Clamp == StyleClamp.EachStep, state);
        var terms = 2 + Settings.Loss.ContentLayers.Count + Settings.Loss.StyleLayers.Count;
        _losses.AddRange(state.Numbers("losses").Chunk(terms));
        var final = state.Numbers("final-losses");
        FinalLosses = final.Length == terms ? StyleLosses.FromArray(final, Settings.Loss.ContentLayers.Count) : null;
        if (_losses.Count != header.StepsDone)
        {
            throw state.Refuse($"holds the losses of {_losses.Count} steps, but {header.StepsDone} were done");
        }
    }
}
