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
        ThresholdOf(answer),
        answer.ThresholdSource,
        answer.PredictedFpir,
        answer.Extrapolated,
        answer.Margin,
        answer.Candidates,
        answer.GallerySize,
        answer.Comparisons,
        face?.Time?.DetectMilliseconds,
        face?.Time?.AlignMilliseconds,
        answer.EncodeMilliseconds,
        answer.SearchMilliseconds,
        answer.Why,
        answer.Reason,
        located,
        face?.Where.Box,
        face?.Where.Score,
        face?.Crop.Evidence is { QualityJudged: true } evidence ? Quality(evidence) : null,
        face?.Crop.Evidence?.Live);

    public static string Text(RecognitionAnswer a) => a.Outcome switch
    {
        Outcome.Recognized =>
            $"{a.Probe}: {a.Identity} (distance {Number(a.Distance!.Value, 3)} < threshold {Number(a.Threshold, 3)}, "
                + $"1 of {a.GallerySize}{Promise(a)})",
        Outcome.NotRecognized when a.Distance is { } distance =>
            $"{a.Probe}: not recognized (nearest {a.Candidates[0].Identity} at {Number(distance, 3)} >= threshold "
                + $"{Number(a.Threshold, 3)}, none of {a.GallerySize}{Promise(a)})",
        Outcome.NotRecognized => $"{a.Probe}: not recognized (no enrolled identities)",
        _ => $"{a.Probe}: cannot decide ({a.Reason})",
    };

    private static FaceQualityResult Quality(FaceEvidence e) => new(
        e.SidePixels, e.Sharpness, e.Brightness, e.Contrast, e.YawDegrees, e.PitchDegrees, e.RollDegrees, e.Quality);

    /// <summary>τ of the decision; null: undecided without a calibration, so that no threshold applied.</summary>
    private static double? ThresholdOf(RecognitionAnswer a) => a.Threshold > 0 ? a.Threshold : null;

    private static string Promise(RecognitionAnswer a) =>
        a.PredictedFpir is { } fpir ? $", FPIR {Share(fpir)}{(a.Extrapolated ? " extrapolated" : "")}" : ", not calibrated";
}
