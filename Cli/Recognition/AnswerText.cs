using FaceGrid.Cli.CommandLine;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces.Recognition;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Recognition;

/// <summary>Prints decisions on probes.</summary>
internal static class AnswerText
{
    /// <param name="face">Null where there is none.</param>
    /// <param name="located">How faces were looked for.</param>
    public static void Report(CommandContext context, RecognitionAnswer answer, PhotoFace? face, string located) =>
        context.Output.Result(Json(answer, face, located), _ => Text(answer));

    public static object Json(RecognitionAnswer answer, PhotoFace? face, string located) => new
    {
        answer.Probe,
        answer.Outcome,
        answer.Identity,
        answer.Distance,
        answer.Basis.Threshold,
        answer.Basis.ThresholdSource,
        answer.Basis.PredictedFpir,
        answer.Basis.Extrapolated,
        answer.Margin,
        answer.Candidates,
        answer.Basis.GallerySize,
        answer.Basis.Comparisons,
        DetectMs = face?.Time?.DetectMilliseconds,
        AlignMs = face?.Time?.AlignMilliseconds,
        EncodeMs = answer.Basis.EncodeMilliseconds,
        SearchMs = answer.Basis.SearchMilliseconds,
        Why = (answer as CannotDecide)?.ReasonCode,
        Reason = (answer as CannotDecide)?.ReasonText,
        Located = located,
        BoxPx = face?.Where.Box,
        DetectorScore = face?.Where.Score,
        Quality = face?.Crop.Evidence is { QualityJudged: true } e
            ? new { FaceSidePx = e.SidePixels, e.Sharpness, e.Brightness, e.Contrast, e.YawDegrees, e.PitchDegrees, e.RollDegrees, Overall = e.Quality }
            : null,
        face?.Crop.Evidence?.Live,
    };

    public static string Text(RecognitionAnswer answer) => answer switch
    {
        Recognized { Match: var match } =>
            $"{answer.Probe}: {match.Identity} (distance {Number(match.Distance, 3)} < threshold {Threshold(answer)}, "
            + $"1 of {answer.Basis.GallerySize}{Promise(answer)})",
        NotRecognized { Best: { } best } =>
            $"{answer.Probe}: not recognized (nearest {best.Identity} at {Number(best.Distance, 3)} >= threshold {Threshold(answer)}, "
            + $"none of {answer.Basis.GallerySize}{Promise(answer)})",
        CannotDecide undecided => $"{answer.Probe}: cannot decide ({undecided.ReasonText})",
        _ => $"{answer.Probe}: not recognized (nobody is enrolled)",
    };

    private static string Threshold(RecognitionAnswer answer) => Number(answer.Basis.Threshold ?? 0, 3);

    private static string Promise(RecognitionAnswer answer) => answer.Basis.PredictedFpir is { } fpir
        ? $", FPIR {Share(fpir)}{(answer.Basis.Extrapolated ? " extrapolated" : "")}"
        : ", not calibrated";
}
