using System.Text.Json;
using System.Text.Json.Serialization;
using FaceGrid.Vision.Training.Augmentation;
using FaceGrid.Vision.Training.Mining;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Everything that determines the weights of an <see cref="EncoderRun"/> beside its <see cref="EncoderRunInputs"/>. Immutable; read from
/// and written to JSON, where enumeration values are words with dashes: <c>triplet-l2</c>.
/// </summary>
public sealed record EncoderRunOptions
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Name of the network, one of <see cref="Networks.Backbones.BackboneCatalog.Names"/>.</summary>
    public string Backbone { get; init; } = EncoderNetwork.DefaultBackbone;

    /// <summary>Side of the network's input in pixels: 112, or 56 or 28 for means of 2 x 2 or 4 x 4 pixels of the crop.</summary>
    public int Input { get; init; } = 112;

    /// <summary>Factor on the network's channel counts.</summary>
    public double Width { get; init; } = 1;

    /// <summary>PReLU slopes are trained; otherwise they keep their initial value, which is faster on a CPU.</summary>
    public bool LearnSlopes { get; init; }

    /// <summary>Number of stages of the network, from the input on, that keep their initial weights.</summary>
    public int Freeze { get; init; }

    /// <summary>The objective: a weighted sum, at least one term.</summary>
    public IReadOnlyList<LossWeight> Losses { get; init; } = [new LossWeight(TrainingLossKind.TripletL2, 1)];

    /// <summary>Margin of the term that compares people: α, g or m. Null takes the default of <see cref="MarginOf"/>.</summary>
    public double? Margin { get; init; }

    /// <summary>
    /// How triplets are chosen. From random weights, batch-hard mining tends to collapse all encodings to one point
    /// (docs/results/training.md; FaceNet, section 3.2, reports the same).
    /// </summary>
    public TripletMining Mining { get; init; } = TripletMining.SemiHard;

    /// <summary>
    /// Scale s of the encodings in <see cref="TrainingLossKind.CosineMargin"/> and <see cref="TrainingLossKind.Softmax"/>.
    /// </summary>
    public double Scale { get; init; } = 30;

    /// <summary>
    /// Margin m of <see cref="TrainingLossKind.CosineMargin"/>. It rises from 0 over the first quarter of the steps, because a random
    /// network cannot satisfy it.
    /// </summary>
    public double CosineMargin { get; init; } = 0.3;

    /// <summary>Photos per batch, where no term of the objective compares people.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>P: people per batch, where a term of the objective compares people.</summary>
    public int People { get; init; } = 16;

    /// <summary>K: photos of each of these people.</summary>
    public int Photos { get; init; } = 4;

    /// <summary>Number of steps, one batch each.</summary>
    public int Steps { get; init; } = 2000;

    /// <summary>How the parameters follow their gradients.</summary>
    public RunOptimizerKind Optimizer { get; init; } = RunOptimizerKind.AdamW;

    /// <summary>The highest learning rate.</summary>
    public double Rate { get; init; } = 2e-3;

    /// <summary>How the learning rate changes after the warm-up.</summary>
    public RateScheduleKind Schedule { get; init; } = RateScheduleKind.Cosine;

    /// <summary>Steps over which the learning rate rises linearly.</summary>
    public int WarmUp { get; init; } = 100;

    /// <summary>Weight decay of kernels and matrices; scales, shifts and slopes have none.</summary>
    public double WeightDecay { get; init; } = 5e-3;

    /// <summary>Seed of initial weights, order, augmentation, and the choice of held-out people; 0 or more.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Each photo is mirrored with probability 0.5 whenever it is used.</summary>
    public bool Mirror { get; init; } = true;

    /// <summary>
    /// Augmentation of the photos; null uses them unchanged. Its own mirror probability is ignored in favour of <see cref="Mirror"/>.
    /// </summary>
    public AugmentationOptions? Augmentation { get; init; }

    /// <summary>Number of blends of two people added to the photos (<see cref="BlendedPhotos"/>); for distillation alone.</summary>
    public int Blends { get; init; }

    /// <summary>
    /// Weight of the loss between the student's and the teacher's maps after each stage (<see cref="Losses.StageHints"/>); 0 leaves it out.
    /// The teacher must have the same backbone and size.
    /// </summary>
    public double Hints { get; init; }

    /// <summary>
    /// Number of first steps in which each stage receives the teacher's map of the stage before in place of the student's own
    /// (<see cref="EncoderNetwork.MapsFrom"/>).
    /// </summary>
    public int ForcedSteps { get; init; }

    /// <summary>Share (0 to 0.9) of the people with two photos or more that are held out for validation; 0: no validation.</summary>
    public double HeldOut { get; init; } = 0.05;

    /// <summary>Steps between two validations; the last step is always followed by one.</summary>
    public int ValidateEvery { get; init; } = 500;

    /// <summary>Number of validations without improvement after which the run ends early; 0: never.</summary>
    public int Patience { get; init; }

    /// <summary>Photos per batch: P · K where people are compared, <see cref="Batch"/> otherwise.</summary>
    [JsonIgnore]
    public int BatchSize => ComparesPeople ? People * Photos : Batch;

    /// <summary>A term of the objective compares people, so that batches hold P people with K photos each.</summary>
    [JsonIgnore]
    public bool ComparesPeople => Losses.Any(l => EncoderRunRules.ComparesPeople(l.Kind));

    /// <summary>The learning rate of every step.</summary>
    [JsonIgnore]
    public RateSchedule RateOfSteps => new(Schedule, Rate, WarmUp, Steps);

    /// <summary><see cref="Margin"/>, or the default of the term: 0.4 for triplets on squared L2, 0.2 on distances, 1 for pairs.</summary>
    public double MarginOf(TrainingLossKind kind) => Margin ?? (kind switch
    {
        TrainingLossKind.TripletL2 => 0.4,
        TrainingLossKind.TripletGap => 0.2,
        _ => 1,
    });

    /// <summary>Weight of a term; 0 if the objective does not have it.</summary>
    public double WeightOf(TrainingLossKind kind) => Losses.FirstOrDefault(l => l.Kind == kind)?.Weight ?? 0;

    /// <summary>One line of JSON; equal options give equal text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads and validates options.</summary>
    /// <param name="json">A JSON object; absent properties take their defaults.</param>
    /// <param name="subject">Name of the text in errors, usually its path.</param>
    /// <exception cref="BadInputException">Not JSON, an unknown property, or a value out of range.</exception>
    public static EncoderRunOptions FromJson(string json, string subject = "training options")
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var options = JsonSerializer.Deserialize<EncoderRunOptions>(json, Json) ?? throw new BadInputException(subject, "null");
            options.Validate();
            return options;
        }
        catch (JsonException e)
        {
            throw new BadInputException(subject, e.Message.ReplaceLineEndings(" "), e);
        }
    }

    /// <exception cref="BadInputException">An option is out of range; the message names it.</exception>
    public void Validate() => EncoderRunRules.Check(this);

    /// <summary>The differences between two options: <c>rate 0.002, not 0.001</c>; empty if there are none.</summary>
    /// <param name="had">From <see cref="ToJson"/>.</param>
    /// <param name="wanted">From <see cref="ToJson"/>.</param>
    public static IReadOnlyList<string> Differences(string had, string wanted)
    {
        using var a = JsonDocument.Parse(had);
        using var b = JsonDocument.Parse(wanted);
        return [.. b.RootElement.EnumerateObject()
            .Select(p => (
                p.Name, Wanted: p.Value.GetRawText(), Had: a.RootElement.TryGetProperty(p.Name, out var v) ? v.GetRawText() : "nothing"))
            .Where(p => p.Wanted != p.Had)
            .Select(p => $"{p.Name} {p.Had}, not {p.Wanted}")];
    }
}
