using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Client;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Cli.Recognition;

/// <summary>Options of a 1:K question that override the gallery's policy.</summary>
internal sealed class QuestionOptions
{
    private readonly Option<int> _candidates = SharedOptions.Count("--candidates", "Number of nearest identities in the answer", 3, 1, 100);
    private readonly Option<double?> _threshold = SharedOptions.Threshold();
    private readonly Option<double?> _fpir = SharedOptions.Fpir(
        "FPIR: share of strangers that may be recognised, instead of the gallery's");
    private readonly Option<QualityLevel?> _quality = SharedOptions.Quality(
        "--quality", "Least quality of a probe, instead of the gallery's");
    private readonly Option<TemplateFusion?> _fusion = SharedOptions.Fusion(
        "How the distances of a person's templates are fused, instead of the gallery's setting");
    private readonly Option<bool> _liveness = SharedOptions.Liveness();
    private readonly Option<double?> _deadline = SharedOptions.Deadline();

    public IEnumerable<Symbol> Symbols => [_candidates, _threshold, _fpir, _quality, _fusion, _liveness, _deadline];

    public bool Liveness(CommandContext context) => context.Result.GetValue(_liveness);

    /// <summary>The request without a face crop.</summary>
    public RecognitionRequest Request(CommandContext context, FaceClient faceClient) => new(
        context.Gallery,
        faceClient.ModelVersion,
        new AlignedFace("", []),
        context.Result.GetValue(_threshold),
        context.Result.GetValue(_candidates),
        context.Result.GetValue(_fpir),
        context.Result.GetValue(_liveness),
        context.Result.GetValue(_quality),
        context.Result.GetValue(_fusion),
        SharedOptions.Milliseconds(context.Result.GetValue(_deadline)));
}
