using System.Diagnostics;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encoders;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Limits;
using FaceGrid.Grains.Models;
using FaceGrid.Grains.Telemetry;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;
using Microsoft.Extensions.Options;

namespace FaceGrid.Grains.Recognition;

/// <inheritdoc cref="IRecognitionGrain"/>
[StatelessWorker]
[Reentrant]
public sealed partial class RecognitionGrain(IOptions<RecognitionOptions> options, IOptions<TenantLimits> limits, TimeProvider time) : Grain, IRecognitionGrain
{
    private string Tenant => this.GetPrimaryKeyString();

    public Task<RecognitionAnswer> Recognize(RecognitionRequest request, CancellationToken cancellationToken)
    {
        Validate(request);
        return Limited(1, () => Answer(request, cancellationToken));
    }

    private async Task<RecognitionAnswer> Answer(RecognitionRequest request, CancellationToken cancellationToken)
    {
        using var span = GridTraces.Recognition(request.Gallery, request.ModelVersion);
        var deadline = DeadlineOf(request.DeadlineMilliseconds, cancellationToken);
        var arrived = Stopwatch.GetTimestamp();
        RecognitionAnswer answer;
        try
        {
            answer = await Recognize(request, deadline, cancellationToken);
        }
        catch (Exception exception) when (exception is not DeadlineException && GridTraces.Failed(span, exception))
        {
            throw;
        }
        catch (DeadlineException late)
        {
            answer = new RecognitionAnswer(
                request.Crop.Name, Outcome.CannotDecide, null, null, Threshold: 0, [], GallerySize: 0, 0, 0, late.Message, UndecidedReason.Incomplete);
        }

        var outcome = answer.Outcome switch
        {
            Outcome.Recognized => "recognized",
            Outcome.NotRecognized => "not_recognized",
            _ => answer.Why == UndecidedReason.Incomplete ? "incomplete" : "cannot_decide",
        };
        span?.SetTag("facegrid.outcome", outcome).SetTag("facegrid.k", answer.Comparisons);
        GridInstruments.Recognition(outcome, Stopwatch.GetElapsedTime(arrived));
        return answer;
    }

    private async Task<RecognitionAnswer> Recognize(RecognitionRequest request, Deadline deadline, CancellationToken cancellationToken)
    {
        // Asked on every probe: a cached list could miss the shard that an enrolment just acknowledged went to.
        var gallery = await deadline.Ask(() => GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(Tenant, request.Gallery)).Describe());
        CheckModel(gallery, request.ModelVersion);
        var policy = gallery.Policy;
        if (Fault(request.Crop, request.Quality, request.RequireLiveness, policy) is var (why, reason))
        {
            return await Undecided(request, gallery, why, reason);
        }

        var calibration = deadline.Ask(() => Calibration(request.ModelVersion));
        var encoded = await deadline.Ask(() => Encode(request.ModelVersion, request.Crop, cancellationToken));
        var started = Stopwatch.GetTimestamp();

        // One more than asked for, so that there is a second nearest to tell the margin from.
        var count = Math.Max(2, request.CandidateCount);
        using var span = GridTraces.Search(gallery.Shards.Count);
        var answers = await Search(gallery, encoded.Encodings[0], count, request.Fusion ?? policy.Fusion, deadline);
        var nearest = answers
            .SelectMany(a => a.Hits)
            .OrderBy(h => h.Distance)
            .ThenBy(h => h.Identity, StringComparer.Ordinal)
            .DistinctBy(h => h.Identity)
            .Take(count)
            .Select(h => new Candidate(h.Identity, h.Distance))
            .ToList();
        var search = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var chances = answers.Sum(a => a.Comparisons);
        span?.SetTag("facegrid.k", chances).Stop();
        GridInstruments.Search(Stopwatch.GetElapsedTime(started), chances);
        var threshold = Threshold.Of(request.Threshold, request.Fpir, policy, await calibration, chances, encoded.IdentificationThreshold);
        var best = nearest.FirstOrDefault();
        var recognized = best is not null && best.Distance < threshold.Value;
        return new RecognitionAnswer(
            request.Crop.Name,
            recognized ? Outcome.Recognized : Outcome.NotRecognized,
            recognized ? best!.Identity : null,
            best?.Distance,
            threshold.Value,
            [.. nearest.Take(request.CandidateCount)],
            answers.Sum(a => a.Size),
            encoded.Milliseconds,
            search,
            Reason: null,
            Why: null,
            chances,
            threshold.PredictedFpir,
            threshold.Source,
            nearest.Count > 1 ? nearest[1].Distance - nearest[0].Distance : null,
            threshold.Extrapolated);
    }

    public async Task<RecognitionAnswer> CannotDecide(
        RecognitionRequest request, UndecidedReason why, string reason, CancellationToken cancellationToken)
    {
        Validate(request);
        return await Limited(1, async () =>
        {
            var gallery = await GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(Tenant, request.Gallery)).Describe();
            CheckModel(gallery, request.ModelVersion);
            return await Undecided(request, gallery, why, reason);
        });
    }

    public async Task<ShardSize> Size(string gallery) =>
        await Size(await GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(Tenant, gallery)).Describe());

    public async Task<BurstAnswer> RecognizeBurst(BurstRequest request, CancellationToken cancellationToken)
    {
        if (request.Frames.Count < BurstRequest.MinFrames)
        {
            throw new GridRequestException(
                GridError.InvalidRequest, request.Name, $"a vote needs at least {BurstRequest.MinFrames} frames, there {(request.Frames.Count == 1 ? "is" : "are")} {request.Frames.Count}");
        }

        // All at once: the encoder makes batches of them.
        Validate(request.Question);
        var frames = await Limited(request.Frames.Count, () => Task.WhenAll(request.Frames.Select(f => Answer(request.Question with { Crop = f }, cancellationToken))));
        return BurstVote.Count(request.Name, frames);
    }

    public Task<VerificationAnswer> Verify(VerificationRequest request, CancellationToken cancellationToken)
    {
        CheckRates(request.Threshold, request.Fpir);
        return Limited(1, () => Answer(request, cancellationToken));
    }

    private async Task<VerificationAnswer> Answer(VerificationRequest request, CancellationToken cancellationToken)
    {
        using var span = GridTraces.Verification(request.Gallery, request.ModelVersion);
        var deadline = DeadlineOf(request.DeadlineMilliseconds, cancellationToken);
        try
        {
            var answer = await Verify(request, deadline, cancellationToken);
            span?.SetTag("facegrid.outcome", answer.Why is not null ? "cannot_decide" : answer.Verified ? "verified" : "not_verified").SetTag("facegrid.k", answer.Templates);
            return answer;
        }
        catch (Exception exception) when (exception is not DeadlineException && GridTraces.Failed(span, exception))
        {
            throw;
        }
        catch (DeadlineException late)
        {
            span?.SetTag("facegrid.outcome", "incomplete");
            return new VerificationAnswer(
                request.Crop.Name, request.Identity, Verified: false, Distance: null, Threshold: 0, 0, EncodeMilliseconds: 0, Why: UndecidedReason.Incomplete, Reason: late.Message);
        }
    }

    private async Task<VerificationAnswer> Verify(VerificationRequest request, Deadline deadline, CancellationToken cancellationToken)
    {
        var head = request.Head is { } parameters ? VerificationHeadMessages.Read(parameters, request.ModelVersion) : null;
        var policy = (await deadline.Ask(() => GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(Tenant, request.Gallery)).Describe())).Policy;
        var record = await deadline.Ask(() => GrainFactory.GetGrain<IIdentityGrain>(GridKeys.Identity(Tenant, request.Identity)).Get())
            ?? throw new GridRequestException(GridError.UnknownIdentity, $"identity '{request.Identity}'", "nobody of this name is enrolled");
        var templates = record.Templates.Where(t => t.ModelVersion == request.ModelVersion).ToList();
        if (templates.Count == 0)
        {
            throw new GridRequestException(
                GridError.ModelMismatch,
                $"identity '{request.Identity}'",
                $"has templates of model {record.Templates[0].ModelVersion} only, which are never compared with {request.ModelVersion}");
        }

        var calibration = deadline.Ask(() => Calibration(request.ModelVersion));
        if (Fault(request.Crop, request.Quality, request.RequireLiveness, policy) is var (why, reason))
        {
            var untested = Threshold.Of(request.Threshold, request.Fpir, policy, await calibration, templates.Count, modelThreshold: 0);
            return new VerificationAnswer(
                request.Crop.Name,
                request.Identity,
                Verified: false,
                Distance: null,
                untested.Value,
                templates.Count,
                EncodeMilliseconds: 0,
                Why: why,
                Reason: reason,
                PredictedFpir: untested.PredictedFpir,
                ThresholdSource: untested.Source);
        }

        var encoded = await deadline.Ask(() => Encode(request.ModelVersion, request.Crop, cancellationToken));
        var threshold = Threshold.Of(request.Threshold, request.Fpir, policy, await calibration, templates.Count, encoded.VerificationThreshold);
        var encodings = templates.ConvertAll(t => TemplateBytes.ToEncodings(t.Encoding));
        var distance = encodings.Min(e => FaceEncoding.SquaredDistance(encoded.Encodings[0], e));
        var probability = head is null ? (double?)null : encodings.Max(e => head.Probability(encoded.Encodings[0], e));
        return new VerificationAnswer(
            request.Crop.Name,
            request.Identity,
            head is null ? distance < threshold.Value : probability >= head.Threshold,
            distance,
            threshold.Value,
            templates.Count,
            encoded.Milliseconds,
            probability,
            head?.Threshold,
            head?.Name,
            Why: null,
            Reason: null,
            head is null ? threshold.PredictedFpir : null,
            threshold.Source);
    }

    private Deadline DeadlineOf(int? milliseconds, CancellationToken cancellationToken) =>
        new(milliseconds is { } given ? TimeSpan.FromMilliseconds(given) : options.Value.Deadline, cancellationToken);

    private static void Validate(RecognitionRequest request)
    {
        if (request.CandidateCount < 1)
        {
            throw new GridRequestException(GridError.InvalidRequest, "candidates", $"must be at least 1, not {request.CandidateCount}");
        }

        if (request.DeadlineMilliseconds is < 1)
        {
            throw new GridRequestException(GridError.InvalidRequest, "deadline", $"must be at least 1 ms, not {request.DeadlineMilliseconds}");
        }

        CheckRates(request.Threshold, request.Fpir);
    }

    private static void CheckRates(double? threshold, double? fpir)
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

    private static void CheckModel(GalleryDescription gallery, string modelVersion)
    {
        if (gallery.ModelVersion is null)
        {
            throw new GridRequestException(GridError.UnknownGallery, $"gallery '{gallery.Gallery}'", "nobody was ever enrolled in it");
        }

        if (gallery.ModelVersion != modelVersion)
        {
            throw new GridRequestException(
                GridError.ModelMismatch,
                $"gallery '{gallery.Gallery}'",
                $"holds templates of model {gallery.ModelVersion}, which are never compared with {modelVersion}");
        }
    }

    private static (UndecidedReason Why, string Reason)? Fault(AlignedFace crop, QualityLevel? quality, bool requireLiveness, DecisionPolicy policy) =>
        FaceGate.QualityFault(crop.Evidence, quality ?? policy.ProbeQuality)
        ?? (requireLiveness || policy.RequireLiveness ? FaceGate.LivenessFault(crop.Evidence, policy.LiveThreshold) : null);

    /// <summary>The encoder is spared; the answer still says what the decision would have been held against.</summary>
    private async Task<RecognitionAnswer> Undecided(RecognitionRequest request, GalleryDescription gallery, UndecidedReason why, string reason)
    {
        var size = await Size(gallery);
        var comparisons = (request.Fusion ?? gallery.Policy.Fusion) == TemplateFusion.Mean ? size.People : size.Templates;
        var threshold = Threshold.Of(request.Threshold, request.Fpir, gallery.Policy, await Calibration(request.ModelVersion), comparisons, modelThreshold: 0);
        return new RecognitionAnswer(
            request.Crop.Name, Outcome.CannotDecide, null, null, threshold.Value, [], size.People, 0, 0, reason, why, comparisons, threshold.PredictedFpir, threshold.Source, Margin: null, threshold.Extrapolated);
    }

    private async Task<ShardSize> Size(GalleryDescription gallery)
    {
        // Somebody who is moving may count twice: as many at most as move at once.
        var sizes = await Task.WhenAll(Shards(gallery).Select(s => s.Size()));
        return new ShardSize(sizes.Sum(s => s.People), sizes.Sum(s => s.Templates));
    }

    private List<IGalleryShardGrain> Shards(GalleryDescription gallery) =>
        [.. gallery.Shards.Select(n => Shard(gallery, n))];

    private async Task<ThresholdTable?> Calibration(string modelVersion) =>
        (await GrainFactory.GetGrain<IModelRegistryGrain>(Tenant).GetCalibration(modelVersion))?.ToTable();

    private async Task<EncodeAnswer> Encode(string modelVersion, AlignedFace crop, CancellationToken cancellationToken)
    {
        using var span = GridTraces.Encode(modelVersion, 1);
        try
        {
            return await GrainFactory.GetGrain<IEncoderGrain>(modelVersion).Encode([crop], cancellationToken);
        }
        catch (Exception exception) when (GridTraces.Failed(span, exception))
        {
            throw;
        }
    }
}
