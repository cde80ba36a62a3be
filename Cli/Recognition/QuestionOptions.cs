using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Client;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Cli.Recognition;

/// <summary>What a question may ask for in place of the gallery's policy.</summary>
internal sealed class QuestionOptions
{
    private readonly Option<int> _candidates = SharedOptions.Count("--candidates", "How many of the nearest people to name", 3, 1, 100);
    private readonly Option<double?> _threshold = SharedOptions.Threshold();
    private readonly Option<double?> _fpir = SharedOptions.Fpir("The share of strangers that may be taken for somebody, instead of the gallery's");
    private readonly Option<QualityLevel?> _quality = SharedOptions.Quality("--quality", "What a face must show to be decided on, instead of what the gallery asks for");
    private readonly Option<TemplateFusion?> _fusion = SharedOptions.Fusion("How several templates of a person answer, instead of what the gallery says");
    private readonly Option<bool> _liveness = SharedOptions.Liveness();
    private readonly Option<double?> _deadline = SharedOptions.Deadline();

    public IEnumerable<Symbol> Symbols => [_candidates, _threshold, _fpir, _quality, _fusion, _liveness, _deadline];

    public bool Liveness(CommandContext context) => context.Result.GetValue(_liveness);

    /// <summary>The question about no face yet.</summary>
    public RecognitionRequest Request(CommandContext context, FaceClient grid) => new(
        context.Gallery,
        grid.ModelVersion,
        new AlignedFace("", []),
        context.Result.GetValue(_threshold),
        context.Result.GetValue(_candidates),
        context.Result.GetValue(_fpir),
        context.Result.GetValue(_liveness),
        context.Result.GetValue(_quality),
        context.Result.GetValue(_fusion),
        SharedOptions.Milliseconds(context.Result.GetValue(_deadline)));
}
