using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Grains.Recognition;

/// <summary>Questions that cannot be decided.</summary>
public sealed partial class RecognitionGrain
{
    public async Task<RecognitionAnswer> CannotDecide(
        RecognitionRequest request, UndecidedReason reasonCode, string reasonText, CancellationToken cancellationToken)
    {
        RequestChecks.Validate(request);
        return await Limited<RecognitionAnswer>(1, async () =>
        {
            var gallery = await Galleries.Describe(request.Gallery);
            RequestChecks.CheckModel(gallery, request.ModelVersion);
            return await Undecided(
                request, gallery, DeadlineOf(request.DeadlineMilliseconds, cancellationToken), reasonCode, reasonText);
        });
    }

    /// <summary>The answer without a call of the encoder; it still holds the threshold that the decision would have used.</summary>
    private async Task<CannotDecide> Undecided(
        RecognitionRequest request, GalleryDescription gallery, Deadline deadline, UndecidedReason code, string text)
    {
        var size = await Galleries.Size(gallery);
        var fusion = request.Fusion ?? gallery.Policy.Fusion;
        var comparisons = fusion == TemplateFusion.Mean ? size.People : size.Templates;
        var evidence = new ThresholdEvidence(
            await Known.Calibration(gallery, request.ModelVersion),
            await OwnPeople(request, gallery.Policy, size.Changes, size.People, deadline),
            isSearch: true,
            gallery.Policy.UseOwnPeople);
        var threshold = Threshold.Of(request.Threshold, request.Fpir, gallery.Policy, evidence, comparisons, modelThreshold: 0);
        return new CannotDecide(request.Crop.Name, threshold.ToBasis(size.People, comparisons), code, text);
    }
}
