using System.Diagnostics;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encoders;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Limits;
using FaceGrid.Grains.Telemetry;
using FaceGrid.Vision.Evaluation.SelfCalibration;
using FaceGrid.Vision.Faces;
using Microsoft.Extensions.Options;

namespace FaceGrid.Grains.Recognition;

/// <inheritdoc cref="IRecognitionGrain"/>
[StatelessWorker]
[Reentrant]
public sealed partial class RecognitionGrain(
    IOptions<RecognitionOptions> options, IOptions<TenantLimits> limits, TimeProvider time) : Grain, IRecognitionGrain
{
    private EvidenceCache? _known;

    private string Tenant => this.GetPrimaryKeyString();

    private EvidenceCache Known => _known ??= new(GrainFactory, Tenant);

    private GallerySearch Galleries => new(GrainFactory, Tenant);

    public Task<RecognitionAnswer> Recognize(RecognitionRequest request, CancellationToken cancellationToken)
    {
        RequestChecks.Validate(request);
        return Limited(1, () => Answer(request, cancellationToken));
    }

    public async Task<BurstAnswer> RecognizeBurst(BurstRequest request, CancellationToken cancellationToken)
    {
        RequestChecks.CheckFrames(request);

        // All at once: the encoder makes batches of them.
        RequestChecks.Validate(request.Question);
        var frames = await Limited(
            request.Frames.Count,
            () => Task.WhenAll(request.Frames.Select(f => Answer(request.Question with { Crop = f }, cancellationToken))));
        return BurstVote.Count(request.Name, frames);
    }

    public async Task<ShardSize> Size(string gallery) => await Galleries.Size(await Galleries.Describe(gallery));

    public Task<VerificationAnswer> Verify(VerificationRequest request, CancellationToken cancellationToken)
    {
        RequestChecks.CheckDeadline(request.DeadlineMilliseconds);
        RequestChecks.CheckRates(request.Threshold, request.Fpir);
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
            answer = new CannotDecide(request.Crop.Name, DecisionBasis.None, UndecidedReason.Incomplete, late.Message);
        }

        var outcome = answer switch
        {
            Recognized => "recognized",
            NotRecognized => "not_recognized",
            CannotDecide { ReasonCode: UndecidedReason.Incomplete } => "incomplete",
            _ => "cannot_decide",
        };
        span?.SetTag("facegrid.outcome", outcome).SetTag("facegrid.k", answer.Basis.Comparisons);
        GridInstruments.Recognition(outcome, Stopwatch.GetElapsedTime(arrived));
        return answer;
    }

    private async Task<RecognitionAnswer> Recognize(RecognitionRequest request, Deadline deadline, CancellationToken cancellationToken)
    {
        // Read for every probe: a cached list could miss the shard of an enrolment that was just acknowledged.
        var gallery = await deadline.Ask(() => Galleries.Describe(request.Gallery));
        RequestChecks.CheckModel(gallery, request.ModelVersion);
        var policy = gallery.Policy;
        if (RequestChecks.Fault(request.Crop, request.Quality, request.RequireLiveness, policy) is var (code, text))
        {
            return await Undecided(request, gallery, deadline, code, text);
        }

        var (calibration, encoded) = await CalibrationAndEncoding(gallery, request.Crop, request.ModelVersion, deadline, cancellationToken);
        var started = Stopwatch.GetTimestamp();

        // At least two, for the margin between the nearest and the second nearest.
        var count = Math.Max(2, request.CandidateCount);
        using var span = GridTraces.Search(gallery.Shards.Count);
        var fusion = request.Fusion ?? policy.Fusion;
        var answers = await Galleries.Search(gallery, encoded.Encodings[0], count, fusion, deadline);
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
        var people = answers.Sum(a => a.Size);
        var changes = answers.Sum(a => a.Changes);
        var own = await OwnPeople(request, policy, changes, people, deadline);
        var evidence = new ThresholdEvidence(calibration, own, isSearch: true, policy.UseOwnPeople);
        var threshold = Threshold.Of(request.Threshold, request.Fpir, policy, evidence, chances, encoded.IdentificationThreshold);
        var basis = threshold.ToBasis(people, chances, encoded.Milliseconds, search);
        List<Candidate> named = [.. nearest.Take(request.CandidateCount)];
        double? margin = nearest.Count > 1 ? nearest[1].Distance - nearest[0].Distance : null;
        return nearest is [var best, ..] && best.Distance < threshold.Value
            ? new Recognized(request.Crop.Name, basis, best, named, margin)
            : new NotRecognized(request.Crop.Name, basis, nearest.FirstOrDefault(), named, margin);
    }

    private async Task<OwnImpostors?> OwnPeople(
        RecognitionRequest request, DecisionPolicy policy, long changes, int people, Deadline deadline) => policy.UseOwnPeople
        ? await Known.OwnPeople(request.Gallery, request.ModelVersion, request.Fusion ?? policy.Fusion, changes, people, deadline)
        : null;

    private async Task<VerificationAnswer> Answer(VerificationRequest request, CancellationToken cancellationToken)
    {
        using var span = GridTraces.Verification(request.Gallery, request.ModelVersion);
        var deadline = DeadlineOf(request.DeadlineMilliseconds, cancellationToken);
        try
        {
            var answer = await Verify(request, deadline, cancellationToken);
            var outcome = answer is ClaimUndecided ? "cannot_decide" : answer.IsVerified ? "verified" : "not_verified";
            span?.SetTag("facegrid.outcome", outcome).SetTag("facegrid.k", answer.Basis.Comparisons);
            return answer;
        }
        catch (Exception exception) when (exception is not DeadlineException && GridTraces.Failed(span, exception))
        {
            throw;
        }
        catch (DeadlineException late)
        {
            span?.SetTag("facegrid.outcome", "incomplete");
            return new ClaimUndecided(request.Crop.Name, request.Identity, DecisionBasis.None, UndecidedReason.Incomplete, late.Message);
        }
    }

    private async Task<VerificationAnswer> Verify(VerificationRequest request, Deadline deadline, CancellationToken cancellationToken)
    {
        var head = request.Head is { } parameters ? VerificationHeadMessages.Read(parameters, request.ModelVersion) : null;
        var gallery = await deadline.Ask(() => Galleries.Describe(request.Gallery));
        var policy = gallery.Policy;
        var record = await deadline.Ask(() => GrainFactory.GetGrain<IIdentityGrain>(GridKeys.Identity(Tenant, request.Identity)).Get())
            ?? throw new GridRequestException(GridError.UnknownIdentity, $"identity '{request.Identity}'", "is not enrolled");
        var templates = record.Templates.Where(t => t.ModelVersion == request.ModelVersion).ToList();
        if (templates.Count == 0)
        {
            throw new GridRequestException(
                GridError.ModelMismatch,
                $"identity '{request.Identity}'",
                $"has templates of model {record.Templates[0].ModelVersion} only, which are never compared with {request.ModelVersion}");
        }

        if (RequestChecks.Fault(request.Crop, request.Quality, request.RequireLiveness, policy) is var (code, text))
        {
            var table = await deadline.Ask(() => Known.Calibration(gallery, request.ModelVersion));
            var known = ThresholdEvidence.OfClaim(table);
            var untested = Threshold.Of(request.Threshold, request.Fpir, policy, known, templates.Count, modelThreshold: 0);
            return new ClaimUndecided(request.Crop.Name, request.Identity, untested.ToBasis(1, templates.Count), code, text);
        }

        var (calibration, encoded) = await CalibrationAndEncoding(gallery, request.Crop, request.ModelVersion, deadline, cancellationToken);
        var evidence = ThresholdEvidence.OfClaim(calibration);
        var threshold = Threshold.Of(request.Threshold, request.Fpir, policy, evidence, templates.Count, encoded.VerificationThreshold);
        var encodings = templates.ConvertAll(t => TemplateBytes.ToEncodings(t.Encoding));
        var distance = encodings.Min(e => FaceEncoding.SquaredDistance(encoded.Encodings[0], e));
        var basis = threshold.ToBasis(1, templates.Count, encoded.Milliseconds);
        HeadScore? score = null;
        if (head is not null)
        {
            score = new HeadScore(head.Name, encodings.Max(e => head.Probability(encoded.Encodings[0], e)), head.Threshold);
            basis = basis with { PredictedFpir = null, FpirMeasuredOn = null };
        }

        var holds = score is null ? distance < threshold.Value : score.Probability >= score.Threshold;
        return holds
            ? new ClaimVerified(request.Crop.Name, request.Identity, basis, distance, score)
            : new ClaimRejected(request.Crop.Name, request.Identity, basis, distance, score);
    }

    private Deadline DeadlineOf(int? milliseconds, CancellationToken cancellationToken) =>
        new(milliseconds is { } given ? TimeSpan.FromMilliseconds(given) : options.Value.Deadline, cancellationToken);

    /// <summary>Both at the same time. Waits for both, so that the failure of one leaves no unobserved exception of the other.</summary>
    private async Task<(KnownCalibration? Calibration, EncodeAnswer Encoded)> CalibrationAndEncoding(
        GalleryDescription gallery, AlignedFace crop, string modelVersion, Deadline deadline, CancellationToken cancellationToken)
    {
        var calibration = deadline.Ask(() => Known.Calibration(gallery, modelVersion));
        var encoded = deadline.Ask(() => Encode(modelVersion, crop, cancellationToken));
        await Task.WhenAll(calibration, encoded);
        return (await calibration, await encoded);
    }

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
