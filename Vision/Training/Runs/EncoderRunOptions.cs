using System.Text.Json;
using System.Text.Json.Serialization;
using FaceGrid.Vision.Training.Augmentation;
using FaceGrid.Vision.Training.Mining;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Everything that decides the weights of an <see cref="EncoderRun"/> beside the photos, the teacher and the file it begins
/// with. Immutable; read from and written to JSON. The words of enumerations are written with dashes: <c>triplet-l2</c>.
/// </summary>
public sealed record EncoderRunOptions
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Name of the network.</summary>
    public string Backbone { get; init; } = EncoderNetwork.DefaultBackbone;

    /// <summary>Side of the network's input: 112, or 56 or 28 for means of 2 x 2 or 4 x 4 pixels of the crop.</summary>
    public int Input { get; init; } = 112;

    /// <summary>Factor on the network's channel counts.</summary>
    public double Width { get; init; } = 1;

    /// <summary>PReLU slopes are learned; without, they keep their first value, which trains faster on a CPU.</summary>
    public bool LearnSlopes { get; init; }

    /// <summary>Stages of the network, from the input's side, that keep the weights they begin with.</summary>
    public int Freeze { get; init; }

    /// <summary>The objective: a weighted sum, at least one term.</summary>
    public IReadOnlyList<LossWeight> Losses { get; init; } = [new LossWeight(TrainingLossKind.TripletL2, 1)];

    /// <summary>Of the term that compares people: α, g or m; null: <see cref="MarginOf"/> has one for each.</summary>
    public double? Margin { get; init; }

    /// <summary>
    /// How triplets are chosen: one of <see cref="Training.Mining.TripletMiners.Names"/>. Batch-hard from a random start draws everybody together
    /// (docs/results/training.md; FaceNet, section 3.2, says so too).
    /// </summary>
    public string Mining { get; init; } = SemiHardMiner.MinerName;

    /// <summary>Scale s of the encodings in <see cref="TrainingLossKind.CosineMargin"/> and <see cref="TrainingLossKind.Softmax"/>.</summary>
    public double Scale { get; init; } = 30;

    /// <summary>Margin m of <see cref="TrainingLossKind.CosineMargin"/>; reached after a quarter of the steps, rising from 0, so that learning can begin.</summary>
    public double CosineMargin { get; init; } = 0.3;

    /// <summary>Photos of a batch that is not made of P people.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>P: people of a batch, where a term of the objective compares people.</summary>
    public int People { get; init; } = 16;

    /// <summary>K: photos of each.</summary>
    public int Photos { get; init; } = 4;

    public int Steps { get; init; } = 2000;

    public RunOptimizerKind Optimizer { get; init; } = RunOptimizerKind.AdamW;

    /// <summary>The highest learning rate.</summary>
    public double Rate { get; init; } = 2e-3;

    public RateScheduleKind Schedule { get; init; } = RateScheduleKind.Cosine;

    /// <summary>Steps over which the rate rises.</summary>
    public int WarmUp { get; init; } = 100;

    /// <summary>Weight decay of kernels and matrices; scales, shifts and slopes have none.</summary>
    public double WeightDecay { get; init; } = 5e-3;

    /// <summary>Of initial weights, order, views, and who is held out.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Every photo is seen mirrored half of the times.</summary>
    public bool Mirror { get; init; } = true;

    /// <summary>How photos are varied; null: they are shown as they are. Its own mirror is not used: <see cref="Mirror"/> is.</summary>
    public AugmentationOptions? Augmentation { get; init; }

    /// <summary>Blends of two people that are shown to a student beside the photos (<see cref="BlendedPhotos"/>); for distillation alone.</summary>
    public int Blends { get; init; }

    /// <summary>
    /// Weight of what a teacher's maps after each stage teach (<see cref="Losses.StageHints"/>), beside its encodings; 0: nothing.
    /// The teacher must be of the same backbone and size.
    /// </summary>
    public double Hints { get; init; }

    /// <summary>First steps, in which each stage is given the teacher's map before it in place of its own (<see cref="EncoderNetwork.MapsFrom"/>).</summary>
    public int ForcedSteps { get; init; }

    /// <summary>Share of the people with two photos or more that are kept for validation; 0: none are, and nothing is validated.</summary>
    public double HeldOut { get; init; } = 0.05;

    /// <summary>Steps between two validations; the end of a run is always validated.</summary>
    public int ValidateEvery { get; init; } = 500;

    /// <summary>Validations without a better accuracy after which the run ends; 0: it never ends before its steps.</summary>
    public int Patience { get; init; }

    /// <summary>Photos of a batch, whatever it is made of.</summary>
    [JsonIgnore]
    public int BatchSize => ComparesPeople ? People * Photos : Batch;

    /// <summary>Batches are P people with K photos each.</summary>
    [JsonIgnore]
    public bool ComparesPeople => Losses.Any(l => EncoderRunRules.ComparesPeople(l.Kind));

    /// <summary>Of the run.</summary>
    [JsonIgnore]
    public RateSchedule RateOfSteps => new(Schedule, Rate, WarmUp, Steps);

    /// <summary><see cref="Margin"/>, or what is usual for such a term.</summary>
    public double MarginOf(TrainingLossKind kind) => Margin ?? (kind switch
    {
        TrainingLossKind.TripletL2 => 0.4,
        TrainingLossKind.TripletGap => 0.2,
        _ => 1,
    });

    /// <summary>0 if the objective has no such term.</summary>
    public double WeightOf(TrainingLossKind kind) => Losses.FirstOrDefault(l => l.Kind == kind)?.Weight ?? 0;

    /// <summary>One line of JSON; the same options give the same text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <exception cref="BadInputException">Not options, or not valid ones.</exception>
    public static EncoderRunOptions FromJson(string json, string subject = "training options")
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var options = JsonSerializer.Deserialize<EncoderRunOptions>(json, s_json) ?? throw new BadInputException(subject, "null");
            options.Validate();
            return options;
        }
        catch (JsonException e)
        {
            throw new BadInputException(subject, e.Message.ReplaceLineEndings(" "), e);
        }
    }

    /// <exception cref="BadInputException">Names the option that is out of range.</exception>
    public void Validate() => EncoderRunRules.Check(this);

    /// <summary>What two options differ in: <c>rate 0.002, not 0.001</c>; empty if nothing.</summary>
    public static IReadOnlyList<string> Differences(string had, string wanted)
    {
        using var a = JsonDocument.Parse(had);
        using var b = JsonDocument.Parse(wanted);
        return [.. b.RootElement.EnumerateObject()
            .Select(p => (p.Name, Wanted: p.Value.GetRawText(), Had: a.RootElement.TryGetProperty(p.Name, out var v) ? v.GetRawText() : "nothing"))
            .Where(p => p.Wanted != p.Had)
            .Select(p => $"{p.Name} {p.Had}, not {p.Wanted}")];
    }
}
