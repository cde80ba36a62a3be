using System.Text.Json;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Styling.Optimisers;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Runs;

/// <content>Start, checkpoint, resume and fork.</content>
public sealed partial class StyleRun
{
    /// <summary>Starts a run.</summary>
    /// <param name="settings">Everything that determines the picture beside images and network.</param>
    /// <param name="images">The images.</param>
    /// <param name="network">Must outlive the run.</param>
    /// <param name="grams">Cache of Gram matrices; null computes them. The bits of the run are the same.</param>
    /// <exception cref="BadInputException">The settings are not valid, or the images do not fit the settings or the network.</exception>
    public static StyleRun Start(StyleSettings settings, StyleImages images, VggNetwork network, IGramCache? grams = null) =>
        Start(settings, images, Stage(settings, network, grams));

    /// <summary>Resumes a run from a checkpoint, with the number of threads that the run started with.</summary>
    /// <param name="checkpoint">From <see cref="Checkpoint"/>.</param>
    /// <param name="settings">The settings of the run.</param>
    /// <param name="images">The images of the run.</param>
    /// <param name="network">The network of the run; must outlive it.</param>
    /// <param name="subject">Name of the checkpoint in errors, usually its path.</param>
    /// <param name="grams">Cache of Gram matrices; null computes them.</param>
    /// <exception cref="BadInputException">The checkpoint is damaged, or belongs to other settings, images or weights.</exception>
    public static StyleRun Resume(
        ReadOnlyMemory<byte> checkpoint,
        StyleSettings settings,
        StyleImages images,
        VggNetwork network,
        string subject = "checkpoint",
        IGramCache? grams = null) =>
        Resume(checkpoint, settings, images, Stage(settings, network, grams), subject);

    /// <summary>Starts a new run, possibly with other settings or images, from the image of a checkpoint.</summary>
    /// <param name="checkpoint">From <see cref="Checkpoint"/> of any run.</param>
    /// <param name="settings">The settings of the new run.</param>
    /// <param name="images">The images of the new run.</param>
    /// <param name="network">Must outlive the run.</param>
    /// <param name="subject">Name of the checkpoint in errors, usually its path.</param>
    /// <param name="grams">Cache of Gram matrices; null computes them.</param>
    /// <exception cref="BadInputException">The checkpoint is damaged, or the new run cannot start.</exception>
    public static StyleRun Fork(
        ReadOnlyMemory<byte> checkpoint,
        StyleSettings settings,
        StyleImages images,
        VggNetwork network,
        string subject = "checkpoint",
        IGramCache? grams = null) =>
        Fork(checkpoint, settings, images, Stage(settings, network, grams), subject);

    /// <summary>Reads the header of a checkpoint.</summary>
    /// <param name="checkpoint">From <see cref="Checkpoint"/>.</param>
    /// <param name="subject">Name of the checkpoint in errors, usually its path.</param>
    /// <exception cref="BadInputException">The checkpoint is damaged.</exception>
    public static CheckpointHeader Describe(ReadOnlyMemory<byte> checkpoint, string subject = "checkpoint") =>
        ReadHeader(CheckpointReader.Parse(checkpoint, subject));

    /// <summary>
    /// Writes the whole state that later steps depend on beside settings, images and network, as a safetensors file that ends with a
    /// SHA-256 of its contents.
    /// </summary>
    /// <param name="stream">Receives the checkpoint.</param>
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

    /// <summary>The checkpoint of <see cref="WriteCheckpoint"/> as bytes.</summary>
    /// <exception cref="InvalidOperationException">The run has diverged.</exception>
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
            ? PixelTensors.ToTensor(
                ImageOps.Resize(images.Start!, (int)content.shape[3], (int)content.shape[2]), stage.Type, stage.Device)
            : null;
    }

    internal static StyleRun Resume(
        ReadOnlyMemory<byte> checkpoint, StyleSettings settings, StyleImages images, StyleStage stage, string subject = "checkpoint")
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

    internal static StyleRun Fork(
        ReadOnlyMemory<byte> checkpoint, StyleSettings settings, StyleImages images, StyleStage stage, string subject = "checkpoint")
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
            [.. scene.Styles.Select(s => ToStyle(s.Image, s.Share, s.Mask))],
            settings.TileSide));

        StyleImage ToStyle(Tensor image, double share, Tensor? mask) => grams is null || settings.Loss.StyleLayers.Count == 0
            ? new StyleImage { Image = image, Weight = share, Mask = mask }
            : new StyleImage
            {
                Grams = GramTargets.Cached(grams, settings.Loss, network, image, settings.TileSide), Weight = share, Mask = mask,
            };
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
