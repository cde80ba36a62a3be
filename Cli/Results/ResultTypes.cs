using FaceGrid.Cli.Evaluation;
using FaceGrid.Cli.Load;
using FaceGrid.Cli.Models;
using FaceGrid.Cli.Styling;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Silo.Hosting;
using FaceGrid.Vision.Training.Bundled;
using FaceGrid.Vision.Training.Liveness;
using FaceGrid.Vision.Training.Preparation;

namespace FaceGrid.Cli.Results;

/// <summary>
/// The records that commands print with <c>--json</c>, one object per line. docs/json-results.md documents their properties; a test
/// compares the two.
/// </summary>
internal static class ResultTypes
{
    /// <summary>Each result with its command, in the order of the commands.</summary>
    public static IReadOnlyList<(string Command, Type Result)> All { get; } =
    [
        ("every command that fails", typeof(ErrorResult)),
        ("calibrate", typeof(CalibrateResult)),
        ("check", typeof(CheckFaultResult)),
        ("check", typeof(CheckResult)),
        ("demo", typeof(DemoResult)),
        ("detect", typeof(DetectResult)),
        ("drill kill-silo", typeof(DrillReport)),
        ("enroll", typeof(EnrolResult)),
        ("enroll --people", typeof(EnrolRefusedResult)),
        ("eval identify", typeof(OpenSetReport)),
        ("eval liveness", typeof(LivenessReport)),
        ("eval pairs", typeof(EvalPairsResult)),
        ("eval pairs --head", typeof(HeadComparisonResult)),
        ("features", typeof(FeaturesResult)),
        ("features --json-out", typeof(FeatureTable)),
        ("filters", typeof(FiltersResult)),
        ("galleries show", typeof(GalleryResult)),
        ("galleries set", typeof(GalleryResult)),
        ("identities list", typeof(IdentityListResult)),
        ("identities show", typeof(IdentityResult)),
        ("identities remove", typeof(IdentityRemovedResult)),
        ("jobs list", typeof(JobSummary)),
        ("jobs pause", typeof(JobSummary)),
        ("jobs resume", typeof(JobSummary)),
        ("jobs cancel", typeof(JobSummary)),
        ("jobs remove", typeof(JobSummary)),
        ("jobs prune", typeof(JobSummary)),
        ("jobs run", typeof(JobSummary)),
        ("jobs show", typeof(JobShownResult)),
        ("jobs watch", typeof(JobEvent)),
        ("jobs fork", typeof(JobReceipt)),
        ("keys create", typeof(KeyCreatedResult)),
        ("keys rotate", typeof(KeyRotatedResult)),
        ("keys show", typeof(KeyStatusResult)),
        ("load", typeof(LoadEnrolmentResult)),
        ("load", typeof(LoadReport)),
        ("models list", typeof(EncoderResult)),
        ("models list", typeof(TrainedEncoderResult)),
        ("models describe", typeof(NetworkResult)),
        ("models pull", typeof(PublishedModelResult)),
        ("models pull", typeof(ModelReceipt)),
        ("models import", typeof(ModelReceipt)),
        ("models activate", typeof(ModelActivatedResult)),
        ("recognize", typeof(RecognizeResult)),
        ("recognize --frames", typeof(BurstResult)),
        ("silo run", typeof(SiloReady)),
        ("silo init-db", typeof(SchemaResult)),
        ("style", typeof(StyleReceipt)),
        ("style --detach", typeof(JobSubmittedResult)),
        ("train bundled", typeof(BundledEncoderResult)),
        ("train compare", typeof(RunComparisonResult)),
        ("train encoder", typeof(EncoderTrainedResult)),
        ("train encoder --detach", typeof(JobSubmittedResult)),
        ("train head", typeof(HeadTrainedResult)),
        ("train liveness", typeof(LivenessTrainingResult)),
        ("train prepare", typeof(PreparationReport)),
        ("verify", typeof(VerifyResult)),
    ];

    private static readonly HashSet<Type> Documented = [.. All.Select(r => r.Result)];

    /// <exception cref="InvalidOperationException">The type is not listed, so that its shape is neither documented nor tested.</exception>
    public static void Require(Type type)
    {
        if (!Documented.Contains(type))
        {
            throw new InvalidOperationException($"{type.Name} is not listed in {nameof(ResultTypes)}");
        }
    }
}
