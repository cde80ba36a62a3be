using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Results;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces.VerificationHeads;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Compares the distance threshold with verification heads, by the same protocol on the same folds.</summary>
internal static class HeadTable
{
    private const string All = "all";

    /// <summary>Kinds of heads by option value.</summary>
    public static IReadOnlyDictionary<string, HeadKind> Kinds { get; } = new Dictionary<string, HeadKind>
    {
        ["distance"] = HeadKind.Distance,
        ["absolute"] = HeadKind.Absolute,
        ["squared"] = HeadKind.Squared,
        ["chi-square"] = HeadKind.ChiSquare,
        ["concatenation"] = HeadKind.Concatenation,
    };

    public static Option<string?> Option()
    {
        var option = new Option<string?>("--head")
        {
            Description = "Compare the threshold with verification heads, fitted on nine folds and tested on the tenth",
            HelpName = string.Join('|', Kinds.Keys.Append(All)),
        };
        option.AcceptOnlyFromAmong([.. Kinds.Keys, All]);
        return option;
    }

    public static async Task Write(
        CommandContext context,
        PairsFile protocol,
        IReadOnlyDictionary<string, float[]> encodings,
        string kinds,
        CancellationToken cancellationToken)
    {
        var model = context.Catalog.Find(context.Model).Encoder.Version;
        Row(context, model, "threshold", ViewTwo.Evaluate(protocol, encodings));
        foreach (var (name, kind) in Kinds.Where(k => kinds == All || kinds == k.Key))
        {
            var result = await Task.Run(() => HeadViewTwo.Evaluate(protocol, encodings, kind, model, cancellationToken), cancellationToken);
            Row(context, model, name, result);
        }
    }

    private static void Row(CommandContext context, string model, string head, ViewTwoResult result) => context.Output.Result(
        new HeadComparisonResult(model, head, result.Accuracy, result.Std, result.Threshold, result.Pairs, result.FoldAccuracies),
        r => $"{r.Head,-14} {Percent(r.Accuracy, 2)} ± {Percent(r.Std, 2)}  "
            + $"(mean {(r.Head == "threshold" ? "distance" : "probability")} threshold {Number(r.Threshold, 3)})");
}
