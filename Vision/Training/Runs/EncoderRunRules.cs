using System.Globalization;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Training.Mining;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The accepted values of every option of a run.</summary>
public static class EncoderRunRules
{
    /// <summary>Maximum number of steps.</summary>
    public const int MostSteps = 10_000_000;

    /// <summary>Maximum number of photos per batch.</summary>
    public const int MostBatch = 4096;

    /// <summary>Accepted sides of the network's input, in pixels.</summary>
    public static IReadOnlyList<int> Inputs { get; } = [112, 56, 28];

    /// <summary>True for terms that compare people: batches then hold P people with K photos each.</summary>
    internal static bool ComparesPeople(TrainingLossKind kind) =>
        kind is TrainingLossKind.TripletL2 or TrainingLossKind.TripletGap or TrainingLossKind.Contrastive or TrainingLossKind.Bce;

    internal static void Check(EncoderRunOptions o)
    {
        Require(
            BackboneCatalog.Names.Contains(o.Backbone),
            $"backbone {o.Backbone}",
            $"is none of {string.Join(", ", BackboneCatalog.Names)}");
        Require(Inputs.Contains(o.Input), Text("input", o.Input), $"is none of {string.Join(", ", Inputs)}");
        Range("freeze", o.Freeze, 0, 1000);
        Range("width", o.Width, 0.1, 4);
        Require(o.Losses.Count > 0, "losses", "at least one term is needed");
        foreach (var (kind, weight) in o.Losses)
        {
            Require(Enum.IsDefined(kind), "losses", "unknown word");
            Require(weight > 0 && weight <= 1000, Text("weight", weight), "must be above 0 and at most 1000");
        }

        Require(o.Losses.Select(l => l.Kind).Distinct().Count() == o.Losses.Count, "losses", "a term is given twice");
        Require(o.Losses.Count(l => ComparesPeople(l.Kind)) <= 1, "losses", "one term can compare people, triplets or pairs");
        Require(
            o.Losses.Count(l => l.Kind is TrainingLossKind.Softmax or TrainingLossKind.CosineMargin) <= 1,
            "losses",
            "one term can classify people");
        Require(
            o.Losses.Count == 1 || o.WeightOf(TrainingLossKind.Regression) == 0,
            "losses",
            "regression cannot be mixed with other terms");
        Range("margin", o.Margin ?? 0, 0, 4);
        Require(
            o.Margin != 0 || o.WeightOf(TrainingLossKind.Contrastive) == 0,
            "margin 0",
            "separates no pair: must be above 0 for the contrastive loss");
        Require(Enum.IsDefined(o.Mining), $"mining {(int)o.Mining}", $"is none of {string.Join(", ", TripletMiners.Names)}");
        Range("scale", o.Scale, 1, 1000);
        Range("cosineMargin", o.CosineMargin, 0, 1);
        Range("batch", o.Batch, 2, MostBatch);
        Range("people", o.People, 2, MostBatch);
        Range("photos", o.Photos, 2, 1000);
        Require(o.BatchSize <= MostBatch, Text("people x photos", o.BatchSize), $"must be at most {MostBatch}");
        Range("steps", o.Steps, 1, MostSteps);
        Require(o.Rate > 0 && o.Rate <= 10, Text("rate", o.Rate), "must be above 0 and at most 10");
        Range("warmUp", o.WarmUp, 0, MostSteps);
        Range("weightDecay", o.WeightDecay, 0, 1);
        Range("seed", o.Seed, 0, int.MaxValue);
        CheckAugmentation(o);
        Range("blends", o.Blends, 0, 1_000_000);
        Require(
            o.Blends == 0 || o.Losses is [{ Kind: TrainingLossKind.Distillation }],
            "blends",
            "have no identity: they require distillation as the only term");
        Range("hints", o.Hints, 0, 1000);
        Require(
            o.Hints == 0 || o.WeightOf(TrainingLossKind.Distillation) > 0,
            Text("hints", o.Hints),
            "come from a teacher: they go with distillation");
        Range("forcedSteps", o.ForcedSteps, 0, MostSteps);
        Require(
            o.ForcedSteps == 0 || o.Hints > 0,
            Text("forcedSteps", o.ForcedSteps),
            "give the teacher's maps to the stages: they go with hints");
        Range("heldOut", o.HeldOut, 0, 0.9);
        Range("validateEvery", o.ValidateEvery, 1, MostSteps);
        Range("patience", o.Patience, 0, 1_000_000);
        Require(o.Patience == 0 || o.HeldOut > 0, "patience", "requires held-out people: heldOut must be above 0");
        Require(Enum.IsDefined(o.Optimizer) && Enum.IsDefined(o.Schedule), "training options", "unknown word");
    }

    private static void CheckAugmentation(EncoderRunOptions options)
    {
        try
        {
            options.Augmentation?.Validate();
        }
        catch (ArgumentException e)
        {
            throw new BadInputException("augmentation", e.Message.ReplaceLineEndings(" "), e);
        }
    }

    private static void Range(string name, double value, double least, double most) =>
        Require(
            value >= least && value <= most, Text(name, value), string.Create(CultureInfo.InvariantCulture, $"must be {least} to {most}"));

    private static string Text(string name, double value) => string.Create(CultureInfo.InvariantCulture, $"{name} {value}");

    private static void Require(bool holds, string option, string rule)
    {
        if (!holds)
        {
            throw new BadInputException(option, rule);
        }
    }
}
