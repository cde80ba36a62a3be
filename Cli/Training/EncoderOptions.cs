using System.CommandLine;
using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision;
using FaceGrid.Vision.Training.Augmentation;
using FaceGrid.Vision.Training.Mining;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Cli.Training;

/// <summary>The options of an encoder's training: a configuration file, and options that override it.</summary>
internal sealed class EncoderOptions
{
    private readonly Option<string?> _config = new("--config")
    {
        Description = "Options as a JSON object; command-line options override it",
        HelpName = "FILE.json",
    };

    private readonly OptionTable<EncoderRunOptions> _table;

    public EncoderOptions() => _table = new OptionTable<EncoderRunOptions>()
        .Plain(_config)
        .Text("--backbone", "Architecture of the network", "NAME", (o, v) => o with { Backbone = v })
        .Value<int>("--input", "Side of the network's input: 112, 56 or 28", "PX", (o, v) => o with { Input = v })
        .Value<double>("--width", "Factor on the network's channel counts", "F", (o, v) => o with { Width = v })
        .Value<bool>("--learn-slopes", "Also learn PReLU slopes; slower on a CPU", null, (o, v) => o with { LearnSlopes = v })
        .Value<int>("--freeze", "Number of first stages whose weights from --from are frozen", "N", (o, v) => o with { Freeze = v })
        .Text(
            "--loss",
            $"Losses with weights: distillation=1,triplet-l2=0.5; from {string.Join(", ", LossWords())}",
            "KIND[=W],...",
            (o, v) => o with { Losses = Losses(v) })
        .Value<double>(
            "--margin",
            "Margin: α of triplet-l2 (default 0.4), g of triplet-gap (0.2), m of contrastive (1)",
            "A",
            (o, v) => o with { Margin = v })
        .Text(
            "--mining",
            $"Triplet mining: {string.Join(", ", TripletMiners.Names)}",
            "NAME",
            (o, v) => o with { Mining = TripletMiners.Parse(v) })
        .Value<double>("--scale", "Scale s of cosine-margin and softmax", "S", (o, v) => o with { Scale = v })
        .Value<double>("--cosine-margin", "Margin m of cosine-margin", "M", (o, v) => o with { CosineMargin = v })
        .Value<int>("--batch", "Batch size of losses that do not compare people", "N", (o, v) => o with { Batch = v })
        .Value<int>("--batch-people", "P: people per batch, for losses that compare people", "P", (o, v) => o with { People = v })
        .Value<int>("--batch-photos", "K: photos per person in a batch", "K", (o, v) => o with { Photos = v })
        .Value<int>("--steps", "Number of steps", "N", (o, v) => o with { Steps = v })
        .Word<RunOptimizerKind>("--optimizer", "Optimiser: adam-w or sgd", "NAME", (o, v) => o with { Optimizer = v })
        .Value<double>("--rate", "Highest learning rate", "R", (o, v) => o with { Rate = v })
        .Word<RateScheduleKind>(
            "--schedule",
            "Schedule of the learning rate: cosine, step or constant",
            "NAME",
            (o, v) => o with { Schedule = v })
        .Value<int>("--warm-up", "Steps of the linear warm-up of the learning rate", "N", (o, v) => o with { WarmUp = v })
        .Value<double>("--weight-decay", "Weight decay of kernels and matrices", "D", (o, v) => o with { WeightDecay = v })
        .Value<int>("--seed", "Seed of initial weights, order, augmentation and the held-out people", "N", (o, v) => o with { Seed = v })
        .Value<bool>("--mirror", "Mirror photos with probability 0.5 (default true)", null, (o, v) => o with { Mirror = v })
        .Value<double>(
            "--augment",
            "Augmentation strength, 0 (none) to 2: crop, rotation, shear, light, blur, noise and occlusion",
            "F",
            (o, v) => o with { Augmentation = Augmentation(v) })
        .Value<int>(
            "--blends",
            "With distillation only: number of additional training images, each the mean of two people's faces",
            "N",
            (o, v) => o with { Blends = v })
        .Value<double>(
            "--hints",
            "With distillation: weight of the hint loss on the feature maps of each stage; "
                + "the teacher must have the same architecture and size",
            "W",
            (o, v) => o with { Hints = v })
        .Value<int>(
            "--forced-steps",
            "With --hints: number of first steps in which each stage receives the teacher's feature map instead of the student's",
            "N",
            (o, v) => o with { ForcedSteps = v })
        .Value<double>("--held-out", "Share of people held out for validation", "F", (o, v) => o with { HeldOut = v })
        .Value<int>("--validate-every", "Steps between validations", "N", (o, v) => o with { ValidateEvery = v })
        .Value<int>(
            "--patience",
            "Validations without improvement after which the run stops early (0: never)",
            "N",
            (o, v) => o with { Patience = v });

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Symbol> Symbols => _table.Symbols;

    /// <param name="result">The parsed command line.</param>
    /// <param name="hasTeacher">True if a teacher is given: without a configuration file the loss is then distillation.</param>
    /// <exception cref="BadInputException">An option is unusable; the message names it.</exception>
    public EncoderRunOptions Read(ParseResult result, bool hasTeacher)
    {
        var options = result.GetValue(_config) is { } file ? FromFile(file) : new EncoderRunOptions();
        if (hasTeacher && result.GetValue(_config) is null)
        {
            options = options with { Losses = [new LossWeight(TrainingLossKind.Distillation, 1)] };
        }

        options = _table.Apply(result, options);
        options.Validate();
        return options;
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

    /// <summary>Losses that the command line offers: regression needs numbers that are known of rendered people only.</summary>
    private static IEnumerable<string> LossWords() =>
        KebabCase.Words<TrainingLossKind>().Except([KebabCase.Of(TrainingLossKind.Regression)]);

    private static List<LossWeight> Losses(string text)
    {
        var losses = new List<LossWeight>();
        foreach (var part in text.Split(','))
        {
            var (name, weight) = (part.Split('=')[0], 1.0);
            if (part != name
                && !double.TryParse(part.AsSpan(name.Length + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out weight))
            {
                throw new BadInputException($"--loss {text}", $"'{part}' is not KIND=WEIGHT");
            }

            losses.Add(new LossWeight(KebabCase.Parse<TrainingLossKind>("--loss", name), weight));
        }

        return losses;
    }
}
