using System.CommandLine;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Commands;
using FaceGrid.Client.Hosting;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Client.Recognition;

/// <summary>What a question may ask for in place of the gallery's policy.</summary>
internal sealed class QuestionOptions
{
    private readonly Option<int> candidates = SharedOptions.Count("--candidates", "How many of the nearest people to name", 3, 1, 100);
    private readonly Option<double?> threshold = SharedOptions.Threshold();
    private readonly Option<double?> fpir = SharedOptions.Fpir("The share of strangers that may be taken for somebody, instead of the gallery's");
    private readonly Option<QualityLevel?> quality = SharedOptions.Quality("--quality", "What a face must show to be decided on, instead of what the gallery asks for");
    private readonly Option<TemplateFusion?> fusion = SharedOptions.Fusion("How several templates of a person answer, instead of what the gallery says");
    private readonly Option<bool> liveness = SharedOptions.Liveness();
    private readonly Option<double?> deadline = SharedOptions.Deadline();

    public IEnumerable<Symbol> Symbols => [candidates, threshold, fpir, quality, fusion, liveness, deadline];

    public bool Liveness(CommandContext context) => context.Result.GetValue(liveness);

    /// <summary>The question about no face yet.</summary>
    public RecognitionRequest Request(CommandContext context, Grid grid) => new(
        context.Gallery,
        grid.ModelVersion,
        new AlignedFace("", []),
        context.Result.GetValue(threshold),
        context.Result.GetValue(candidates),
        context.Result.GetValue(fpir),
        context.Result.GetValue(liveness),
        context.Result.GetValue(quality),
        context.Result.GetValue(fusion),
        SharedOptions.Milliseconds(context.Result.GetValue(deadline)));
}
