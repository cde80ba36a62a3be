using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Limits;
using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Grains.Recognition;

/// <summary>Checks of requests and probes before anything is computed for them.</summary>
internal static class RequestChecks
{
    /// <exception cref="GridRequestException">A figure is out of range.</exception>
    public static void Validate(RecognitionRequest request)
    {
        if (request.CandidateCount is < 1 or > MessageLimits.MostCandidates)
        {
            throw new GridRequestException(
                GridError.InvalidRequest,
                "candidates",
                $"must be at least 1 and at most {MessageLimits.MostCandidates}, not {request.CandidateCount}");
        }

        CheckDeadline(request.DeadlineMilliseconds);
        CheckRates(request.Threshold, request.Fpir);
    }

    /// <exception cref="GridRequestException">The deadline is out of range.</exception>
    public static void CheckDeadline(int? milliseconds)
    {
        if (milliseconds is < 1 or > MessageLimits.LongestDeadlineMilliseconds)
        {
            throw new GridRequestException(
                GridError.InvalidRequest,
                "deadline",
                $"must be at least 1 ms and at most {MessageLimits.LongestDeadlineMilliseconds} ms, not {milliseconds}");
        }
    }

    /// <exception cref="GridRequestException">A figure is out of range.</exception>
    public static void CheckRates(double? threshold, double? fpir)
    {
        if (threshold is { } tau && !(tau is > 0 and <= 4))
        {
            throw new GridRequestException(GridError.InvalidRequest, "threshold", $"{tau} is not a squared distance above 0 and at most 4");
        }

        if (fpir is { } share && !(share is > 0 and <= 1))
        {
            throw new GridRequestException(GridError.InvalidRequest, "fpir", $"{share} is not a share above 0 and at most 1");
        }
    }

    /// <exception cref="GridRequestException">The gallery is empty, or its templates are of another model version.</exception>
    public static void CheckModel(GalleryDescription gallery, string modelVersion)
    {
        if (gallery.ModelVersion is null)
        {
            throw new GridRequestException(GridError.UnknownGallery, $"gallery '{gallery.Gallery}'", "has no enrolled identities");
        }

        if (gallery.ModelVersion != modelVersion)
        {
            throw new GridRequestException(
                GridError.ModelMismatch,
                $"gallery '{gallery.Gallery}'",
                $"holds templates of model {gallery.ModelVersion}, which are never compared with {modelVersion}");
        }
    }

    /// <summary>The first fault of the probe's quality or liveness; null: none.</summary>
    public static (UndecidedReason Code, string Text)? Fault(
        AlignedFace crop, QualityLevel? quality, bool requireLiveness, DecisionPolicy policy) =>
        FaceGate.QualityFault(crop.Evidence, quality ?? policy.ProbeQuality)
        ?? (requireLiveness || policy.RequireLiveness ? FaceGate.LivenessFault(crop.Evidence, policy.LiveThreshold) : null);
}
