using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using FaceGrid.Vision;
using FaceGrid.Vision.Training.Augmentation;
using FaceGrid.Vision.Training.Mining;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Cli.Training;

/// <summary>The options of an encoder's training: a configuration file, and options that override it.</summary>
internal sealed class EncoderOptions
{
    private readonly Option<string?> _config = new("--config") { Description = "Options as a JSON object; command-line options override it", HelpName = "FILE.json" };
    private readonly Option<string?> _backbone = Word("--backbone", "Architecture of the network");
    private readonly Option<int?> _input = Whole("--input", "Side of the network's input: 112, 56 or 28", "PX");
    private readonly Option<double?> _width = Number("--width", "Factor on the network's channel counts", "F");
    private readonly Option<bool?> _slopes = new("--learn-slopes") { Description = "Also learn PReLU slopes; slower on a CPU" };

    private readonly Option<int?> _freeze = Whole("--freeze", "Number of first stages whose weights from --from are frozen", "N");

    private readonly Option<string?> _loss = new("--loss")
    {
        Description = $"Losses with weights: distillation=1,triplet-l2=0.5; from {string.Join(", ", Words<TrainingLossKind>())}", HelpName = "KIND[=W],...",
    };

    private readonly Option<double?> _margin = Number("--margin", "Margin: α of triplet-l2 (default 0.4), g of triplet-gap (0.2), m of contrastive (1)", "A");
    private readonly Option<string?> _mining = Word("--mining", $"Triplet mining: {string.Join(", ", TripletMiners.Names)}");
    private readonly Option<double?> _scale = Number("--scale", "Scale s of cosine-margin and softmax", "S");
    private readonly Option<double?> _cosineMargin = Number("--cosine-margin", "Margin m of cosine-margin", "M");
    private readonly Option<int?> _batch = Whole("--batch", "Batch size of losses that do not compare people", "N");
    private readonly Option<int?> _people = Whole("--batch-people", "P: people per batch, for losses that compare people", "P");
    private readonly Option<int?> _photos = Whole("--batch-photos", "K: photos per person in a batch", "K");
    private readonly Option<int?> _steps = Whole("--steps", "Number of steps", "N");
    private readonly Option<string?> _optimizer = Word("--optimizer", "Optimiser: adam-w or sgd");
    private readonly Option<double?> _rate = Number("--rate", "Highest learning rate", "R");
    private readonly Option<string?> _schedule = Word("--schedule", "Schedule of the learning rate: cosine, step or constant");
    private readonly Option<int?> _warmUp = Whole("--warm-up", "Steps of the linear warm-up of the learning rate", "N");
    private readonly Option<double?> _decay = Number("--weight-decay", "Weight decay of kernels and matrices", "D");
    private readonly Option<int?> _seed = Whole("--seed", "Seed of initial weights, order, augmentation and the held-out people", "N");
    private readonly Option<bool?> _mirror = new("--mirror") { Description = "Mirror photos with probability 0.5 (default true)" };
    private readonly Option<double?> _augment = Number("--augment", "Augmentation strength, 0 (none) to 2: crop, rotation, shear, light, blur, noise and occlusion", "F");
    private readonly Option<int?> _blends = Whole("--blends", "With distillation only: number of additional training images, each the mean of two people's faces", "N");
    private readonly Option<double?> _hints = Number("--hints", "With distillation: weight of the hint loss on the feature maps of each stage; the teacher must have the same architecture and size", "W");
    private readonly Option<int?> _forced = Whole("--forced-steps", "With --hints: number of first steps in which each stage receives the teacher's feature map instead of the student's", "N");
    private readonly Option<double?> _heldOut = Number("--held-out", "Share of people held out for validation", "F");
    private readonly Option<int?> _validate = Whole("--validate-every", "Steps between validations", "N");
    private readonly Option<int?> _patience = Whole("--patience", "Validations without improvement after which the run stops early (0: never)", "N");

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Symbol> Symbols =>
    [
        _config, _backbone, _input, _width, _slopes, _freeze, _loss, _margin, _mining, _scale, _cosineMargin, _batch, _people, _photos, _steps, _optimizer, _rate, _schedule, _warmUp, _decay,
        _seed, _mirror, _augment, _blends, _hints, _forced, _heldOut, _validate, _patience,
    ];

    /// <exception cref="BadInputException">An option is unusable; the message names it.</exception>
    public EncoderRunOptions Read(ParseResult result, bool hasTeacher)
    {
        var o = result.GetValue(_config) is { } file ? FromFile(file) : new EncoderRunOptions();
        if (hasTeacher && result.GetValue(_config) is null)
        {
            o = o with { Losses = [new LossWeight(TrainingLossKind.Distillation, 1)] };
        }

        o = o with
        {
            Backbone = result.GetValue(_backbone) ?? o.Backbone,
            Input = result.GetValue(_input) ?? o.Input,
            Width = result.GetValue(_width) ?? o.Width,
            LearnSlopes = result.GetValue(_slopes) ?? o.LearnSlopes,
            Freeze = result.GetValue(_freeze) ?? o.Freeze,
            Losses = result.GetValue(_loss) is { } terms ? Losses(terms) : o.Losses,
            Margin = result.GetValue(_margin) ?? o.Margin,
            Mining = result.GetValue(_mining) ?? o.Mining,
            Scale = result.GetValue(_scale) ?? o.Scale,
            CosineMargin = result.GetValue(_cosineMargin) ?? o.CosineMargin,
            Batch = result.GetValue(_batch) ?? o.Batch,
            People = result.GetValue(_people) ?? o.People,
            Photos = result.GetValue(_photos) ?? o.Photos,
            Steps = result.GetValue(_steps) ?? o.Steps,
            Optimizer = result.GetValue(_optimizer) is { } kind ? Choose<RunOptimizerKind>("--optimizer", kind) : o.Optimizer,
            Rate = result.GetValue(_rate) ?? o.Rate,
            Schedule = result.GetValue(_schedule) is { } way ? Choose<RateScheduleKind>("--schedule", way) : o.Schedule,
            WarmUp = result.GetValue(_warmUp) ?? o.WarmUp,
            WeightDecay = result.GetValue(_decay) ?? o.WeightDecay,
            Seed = result.GetValue(_seed) ?? o.Seed,
            Mirror = result.GetValue(_mirror) ?? o.Mirror,
            Augmentation = result.GetValue(_augment) is { } strength ? Augmentation(strength) : o.Augmentation,
            Blends = result.GetValue(_blends) ?? o.Blends,
            Hints = result.GetValue(_hints) ?? o.Hints,
            ForcedSteps = result.GetValue(_forced) ?? o.ForcedSteps,
            HeldOut = result.GetValue(_heldOut) ?? o.HeldOut,
            ValidateEvery = result.GetValue(_validate) ?? o.ValidateEvery,
            Patience = result.GetValue(_patience) ?? o.Patience,
        };
        o.Validate();
        return o;
    }

    private static AugmentationOptions? Augmentation(double strength) => strength switch
    {
        0 => null,
        > 0 and <= 2 => new AugmentationOptions { Mirror = 0 }.Scaled(strength),
        _ => throw new BadInputException(FormattableString.Invariant($"--augment {strength}"), "must be 0 to 2"),
    };

    private static EncoderRunOptions FromFile(string file)
    {
        try
        {
            return EncoderRunOptions.FromJson(File.ReadAllText(file), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(file, "cannot be read: " + e.Message.ReplaceLineEndings(" "), e);
        }
    }

    private static List<LossWeight> Losses(string text)
    {
        var losses = new List<LossWeight>();
        foreach (var part in text.Split(','))
        {
            var (name, weight) = (part.Split('=')[0], 1.0);
            if (part != name && !double.TryParse(part.AsSpan(name.Length + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out weight))
            {
                throw new BadInputException($"--loss {text}", $"'{part}' is not KIND=WEIGHT");
            }

            losses.Add(new LossWeight(Choose<TrainingLossKind>("--loss", name), weight));
        }

        return losses;
    }

    /// <summary>Parses an enumeration value in kebab case: <c>triplet-l2</c> is TripletL2.</summary>
    private static T Choose<T>(string option, string word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Dashed(value) == word)
            {
                return value;
            }
        }

        throw new BadInputException($"{option} {word}", $"is none of {string.Join(", ", Words<T>())}");
    }

    private static IEnumerable<string> Words<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Dashed);

    private static string Dashed<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static Option<double?> Number(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };

    private static Option<int?> Whole(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };

    private static Option<string?> Word(string name, string description) => new(name) { Description = description, HelpName = "NAME" };
}
