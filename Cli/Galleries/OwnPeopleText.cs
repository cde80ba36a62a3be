using FaceGrid.Cli.Results;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Galleries;

/// <summary>Text of <c>galleries show</c> about the gallery's own people.</summary>
internal static class OwnPeopleText
{
    private const int MostPairs = 10;

    public static string Prediction(GalleryResult r) => r.PredictedFpir is not { } fpir
        ? "unknown"
        : Share(fpir)
            + (r is { PredictedFpirLow: { } low, PredictedFpirHigh: { } high } ? $" [{Share(low)}, {Share(high)}]" : "")
            + $", measured on {r.FpirMeasuredOn}";

    public static string Summary(GalleryResult r) => r.OwnPeople switch
    {
        null => "-",
        { NearestOther: [var nearest, _, var tenth, var half, _] } own =>
            $"{own.Checked} compared; nearest other person: {Number(nearest, 3)} at least, {Number(tenth, 3)} for one in ten, "
            + $"{Number(half, 3)} in the median",
        { } own => $"{own.Checked} compared; too few for a distribution",
    };

    /// <summary>One line for each suspicious pair, after a heading.</summary>
    public static IEnumerable<string> Suspicious(GalleryResult r)
    {
        if (r.OwnPeople is not { SuspiciousCount: > 0 } own)
        {
            yield break;
        }

        yield return $"suspicious pairs: {own.SuspiciousCount}, nearer than {Number(own.NearestAllowed, 3)} "
            + "(one person under two names, or twins; not part of the statistics)";
        foreach (var pair in own.Suspicious.Take(MostPairs))
        {
            yield return $"  {pair.First} and {pair.Second}: {Number(pair.Distance, 3)}";
        }
    }
}
