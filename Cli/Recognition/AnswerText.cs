using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Results;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Recognition;

/// <summary>Formats decisions on probes.</summary>
internal static class AnswerText
{
    /// <param name="context">The invocation.</param>
    /// <param name="answer">The decision.</param>
    /// <param name="face">The detected face; null: none.</param>
    /// <param name="located">How faces were detected.</param>
    public static void Report(CommandContext context, RecognitionAnswer answer, PhotoFace? face, string located) =>
        context.Output.Result(Result(answer, face, located), _ => Text(answer));

    public static RecognizeResult Result(RecognitionAnswer answer, PhotoFace? face, string located) => new(
        answer.Probe,
        answer.Outcome,
        answer.Identity,
        answer.Distance,
        answer.Basis.Threshold,
        answer.Basis.ThresholdSource,
        answer.Basis.PredictedFpir,
        answer.Basis.PredictedFpirLow,
        answer.Basis.PredictedFpirHigh,
        answer.Basis.FpirMeasuredOn,
        answer.Basis.Extrapolated,
        answer.Margin,
        answer.Candidates,
        answer.Basis.GallerySize,
        answer.Basis.Comparisons,
        face?.Time?.DetectMilliseconds,
        face?.Time?.AlignMilliseconds,
        answer.Basis.EncodeMilliseconds,
        answer.Basis.SearchMilliseconds,
        (answer as CannotDecide)?.ReasonCode,
        (answer as CannotDecide)?.ReasonText,
        located,
        face?.Where.Box,
        face?.Where.Score,
        face?.Crop.Evidence is { QualityJudged: true } evidence ? Quality(evidence) : null,
        face?.Crop.Evidence?.Live);

    public static string Text(RecognitionAnswer answer) => answer switch
    {
        Recognized { Match: var match } =>
            $"{Printable(answer.Probe)}: {match.Identity} (distance {Number(match.Distance, 3)} < threshold {Threshold(answer)}, "
            + $"1 of {answer.Basis.GallerySize}{Promise(answer)})",
        NotRecognized { Best: { } best } =>
            $"{Printable(answer.Probe)}: not recognized (nearest {best.Identity} at {Number(best.Distance, 3)} >= "
            + $"threshold {Threshold(answer)}, none of {answer.Basis.GallerySize}{Promise(answer)})",
        CannotDecide undecided => $"{Printable(answer.Probe)}: cannot decide ({undecided.ReasonText})",
        _ => $"{Printable(answer.Probe)}: not recognized (no enrolled identities)",
    };

    private static FaceQualityResult Quality(FaceEvidence e) => new(
        e.SidePixels, e.Sharpness, e.Brightness, e.Contrast, e.YawDegrees, e.PitchDegrees, e.RollDegrees, e.Quality);

    private static string Threshold(RecognitionAnswer answer) => Number(answer.Basis.Threshold ?? 0, 3);

    private static string Ends(RecognitionAnswer answer) => answer.Basis is { PredictedFpirLow: { } low, PredictedFpirHigh: { } high }
        ? $" [{Share(low)}, {Share(high)}]"
        : "";

    private static string Promise(RecognitionAnswer answer) => answer.Basis.PredictedFpir is { } fpir
        ? $", FPIR {Share(fpir)}{Ends(answer)}{(answer.Basis.Extrapolated ? " extrapolated" : "")}"
        : ", not calibrated";
}
