using System.Diagnostics;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Identities;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Grains.Recognition;

/// <inheritdoc cref="IRecognitionGrain"/>
[StatelessWorker]
[Reentrant]
public sealed class RecognitionGrain : Grain, IRecognitionGrain
{
    private string Tenant => this.GetPrimaryKeyString();

    public async Task<RecognitionAnswer> Recognize(RecognitionRequest request, CancellationToken cancellationToken)
    {
        if (request.CandidateCount < 1)
        {
            throw new GridRequestException(GridError.InvalidRequest, "candidates", $"must be at least 1, not {request.CandidateCount}");
        }

        // Asked on every probe: a cached list could miss the shard that an enrolment just acknowledged went to.
        var gallery = await GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(Tenant, request.Gallery)).Describe();
        if (gallery.ModelVersion is null)
        {
            throw new GridRequestException(GridError.UnknownGallery, $"gallery '{request.Gallery}'", "nobody was ever enrolled in it");
        }

        if (gallery.ModelVersion != request.ModelVersion)
        {
            throw new GridRequestException(
                GridError.ModelMismatch,
                $"gallery '{request.Gallery}'",
                $"holds templates of model {gallery.ModelVersion}, which are never compared with {request.ModelVersion}");
        }

        var encoded = await Encode(request.ModelVersion, request.Crop, cancellationToken);
        var threshold = request.Threshold ?? encoded.IdentificationThreshold;
        var started = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(gallery.Shards.Select(n => GrainFactory
            .GetGrain<IGalleryShardGrain>(GridKeys.Shard(Tenant, request.Gallery, n))
            .Search(request.ModelVersion, encoded.Encodings[0], request.CandidateCount)));
        var nearest = answers
            .SelectMany(a => a.Hits)
            .OrderBy(h => h.Distance)
            .ThenBy(h => h.Identity, StringComparer.Ordinal)
            .Take(request.CandidateCount)
            .Select(h => new Candidate(h.Identity, h.Distance))
            .ToList();
        var search = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        var best = nearest.FirstOrDefault();
        var recognized = best is not null && best.Distance < threshold;
        return new RecognitionAnswer(
            request.Crop.Name,
            recognized ? Outcome.Recognized : Outcome.NotRecognized,
            recognized ? best!.Identity : null,
            best?.Distance,
            threshold,
            nearest,
            answers.Sum(a => a.Size),
            encoded.Milliseconds,
            search,
            Reason: null);
    }

    public async Task<VerificationAnswer> Verify(VerificationRequest request, CancellationToken cancellationToken)
    {
        var head = request.Head is { } parameters ? Heads.FromMessage(parameters, request.ModelVersion) : null;
        var record = await GrainFactory.GetGrain<IIdentityGrain>(GridKeys.Identity(Tenant, request.Identity)).Get()
            ?? throw new GridRequestException(GridError.UnknownIdentity, $"identity '{request.Identity}'", "nobody of this name is enrolled");
        var templates = record.Templates.Where(t => t.ModelVersion == request.ModelVersion).ToList();
        if (templates.Count == 0)
        {
            throw new GridRequestException(
                GridError.ModelMismatch,
                $"identity '{request.Identity}'",
                $"has templates of model {record.Templates[0].ModelVersion} only, which are never compared with {request.ModelVersion}");
        }

        var encoded = await Encode(request.ModelVersion, request.Crop, cancellationToken);
        var threshold = request.Threshold ?? encoded.VerificationThreshold;
        var encodings = templates.ConvertAll(t => TemplateBytes.ToEncodings(t.Encoding));
        var distance = encodings.Min(e => FaceEncoding.SquaredDistance(encoded.Encodings[0], e));
        var probability = head is null ? (double?)null : encodings.Max(e => head.Probability(encoded.Encodings[0], e));
        return new VerificationAnswer(
            request.Crop.Name,
            request.Identity,
            head is null ? distance < threshold : probability >= head.Threshold,
            distance,
            threshold,
            templates.Count,
            encoded.Milliseconds,
            probability,
            head?.Threshold,
            head?.Name);
    }

    private Task<EncodeAnswer> Encode(string modelVersion, AlignedFace crop, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IEncoderGrain>(modelVersion).Encode([crop], cancellationToken);
}
