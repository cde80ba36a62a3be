using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using FaceGrid.Vision;
using FaceGrid.Vision.Training.Augmentation;
using FaceGrid.Vision.Training.Mining;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Client.Training;

/// <summary>The options that decide an encoder's training: a configuration file, and flags that win over it.</summary>
internal sealed class EncoderOptions
{
    private readonly Option<string?> config = new("--config") { Description = "Options as a JSON object; flags win over it", HelpName = "FILE.json" };
    private readonly Option<string?> backbone = Word("--backbone", "The network");
    private readonly Option<int?> input = Whole("--input", "Side of the network's input: 112, 56 or 28", "PX");
    private readonly Option<double?> width = Number("--width", "Factor on the network's channel counts", "F");
    private readonly Option<bool?> slopes = new("--learn-slopes") { Description = "Learn PReLU slopes too: slower on a CPU" };

    private readonly Option<int?> freeze = Whole("--freeze", "Stages from the input's side that keep the weights of --from", "N");

    private readonly Option<string?> loss = new("--loss")
    {
        // Regression needs numbers that are known of rendered people only.
        Description = "What is learned from, with weights: distillation=1,triplet-l2=0.5; of "
            + string.Join(", ", Words<TrainingLossKind>().Except([Dashed(TrainingLossKind.Regression)])),
        HelpName = "KIND[=W],...",
    };

    private readonly Option<double?> margin = Number("--margin", "α of triplet-l2 (default 0.4), g of triplet-gap (0.2), m of contrastive (1)", "A");
    private readonly Option<string?> mining = Word("--mining", $"How triplets are chosen: {string.Join(", ", TripletMiners.Names)}");
    private readonly Option<double?> scale = Number("--scale", "s of cosine-margin and softmax", "S");
    private readonly Option<double?> cosineMargin = Number("--cosine-margin", "m of cosine-margin", "M");
    private readonly Option<int?> batch = Whole("--batch", "Photos of a batch that is not made of P people", "N");
    private readonly Option<int?> people = Whole("--batch-people", "P: people of a batch, where people are compared", "P");
    private readonly Option<int?> photos = Whole("--batch-photos", "K: photos of each of them", "K");
    private readonly Option<int?> steps = Whole("--steps", "Steps", "N");
    private readonly Option<string?> optimizer = Word("--optimizer", "How parameters follow gradients: adam-w or sgd");
    private readonly Option<double?> rate = Number("--rate", "Highest learning rate", "R");
    private readonly Option<string?> schedule = Word("--schedule", "How the rate goes on: cosine, step or constant");
    private readonly Option<int?> warmUp = Whole("--warm-up", "Steps over which the rate rises", "N");
    private readonly Option<double?> decay = Number("--weight-decay", "Of kernels and matrices", "D");
    private readonly Option<int?> seed = Whole("--seed", "Of initial weights, order, views, and who is held out", "N");
    private readonly Option<bool?> mirror = new("--mirror") { Description = "Show photos mirrored half of the times (default true)" };
    private readonly Option<double?> augment = Number("--augment", "Vary photos: crops, turns, shears, light, blur, noise and things in front, with this strength, 0 (not) to 2", "F");
    private readonly Option<int?> blends = Whole("--blends", "With distillation alone: also show so many means of two people's faces", "N");
    private readonly Option<double?> hints = Number("--hints", "With distillation: weight of the teacher's maps after each stage; the teacher must be of the same network and size", "W");
    private readonly Option<int?> forced = Whole("--forced-steps", "With --hints: first steps, in which each stage is given the teacher's map before it, not the student's own", "N");
    private readonly Option<double?> heldOut = Number("--held-out", "Share of the people to validate on", "F");
    private readonly Option<int?> validate = Whole("--validate-every", "Steps between validations", "N");
    private readonly Option<int?> patience = Whole("--patience", "Validations without a better one after which the run ends (0: never)", "N");

    /// <summary>In the order of the help.</summary>
    public IReadOnlyList<Symbol> Symbols =>
    [
        config, backbone, input, width, slopes, freeze, loss, margin, mining, scale, cosineMargin, batch, people, photos, steps, optimizer, rate, schedule, warmUp, decay,
        seed, mirror, augment, blends, hints, forced, heldOut, validate, patience,
    ];

    /// <exception cref="BadInputException">An option that cannot be used; named.</exception>
    public EncoderRunOptions Read(ParseResult result, bool hasTeacher)
    {
        var o = result.GetValue(config) is { } file ? FromFile(file) : new EncoderRunOptions();
        if (hasTeacher && result.GetValue(config) is null)
        {
            o = o with { Losses = [new LossWeight(TrainingLossKind.Distillation, 1)] };
        }

        o = o with
        {
            Backbone = result.GetValue(backbone) ?? o.Backbone,
            Input = result.GetValue(input) ?? o.Input,
            Width = result.GetValue(width) ?? o.Width,
            LearnSlopes = result.GetValue(slopes) ?? o.LearnSlopes,
            Freeze = result.GetValue(freeze) ?? o.Freeze,
            Losses = result.GetValue(loss) is { } terms ? Losses(terms) : o.Losses,
            Margin = result.GetValue(margin) ?? o.Margin,
            Mining = result.GetValue(mining) is { } chosen ? TripletMiners.Parse(chosen) : o.Mining,
            Scale = result.GetValue(scale) ?? o.Scale,
            CosineMargin = result.GetValue(cosineMargin) ?? o.CosineMargin,
            Batch = result.GetValue(batch) ?? o.Batch,
            People = result.GetValue(people) ?? o.People,
            Photos = result.GetValue(photos) ?? o.Photos,
            Steps = result.GetValue(steps) ?? o.Steps,
            Optimizer = result.GetValue(optimizer) is { } kind ? Choose<RunOptimizerKind>("--optimizer", kind) : o.Optimizer,
            Rate = result.GetValue(rate) ?? o.Rate,
            Schedule = result.GetValue(schedule) is { } way ? Choose<RateScheduleKind>("--schedule", way) : o.Schedule,
            WarmUp = result.GetValue(warmUp) ?? o.WarmUp,
            WeightDecay = result.GetValue(decay) ?? o.WeightDecay,
            Seed = result.GetValue(seed) ?? o.Seed,
            Mirror = result.GetValue(mirror) ?? o.Mirror,
            Augmentation = result.GetValue(augment) is { } strength ? Augmentation(strength) : o.Augmentation,
            Blends = result.GetValue(blends) ?? o.Blends,
            Hints = result.GetValue(hints) ?? o.Hints,
            ForcedSteps = result.GetValue(forced) ?? o.ForcedSteps,
            HeldOut = result.GetValue(heldOut) ?? o.HeldOut,
            ValidateEvery = result.GetValue(validate) ?? o.ValidateEvery,
            Patience = result.GetValue(patience) ?? o.Patience,
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

    /// <summary>A word as an enumeration's: <c>triplet-l2</c> is TripletL2.</summary>
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
