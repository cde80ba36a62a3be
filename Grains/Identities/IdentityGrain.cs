using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Storage;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Grains.Identities;

/// <inheritdoc cref="IIdentityGrain"/>
public sealed partial class IdentityGrain(
    [PersistentState("identity", GridStorage.Name)] IPersistentState<IdentityState> state,
    TimeProvider time,
    IServiceProvider services) : Grain, IIdentityGrain
{
    // The same photo in a batch of another size differs in the last bits; two photos of one person lie at 0.1 and more.
    private const double SamePhoto = 1e-7;

    // What storage is known to hold. Get interleaves with a change that may still fail, so it must not see the change early.
    private IdentityRecord? durable;

    private string Tenant => GridKeys.TenantOf(this.GetPrimaryKeyString());

    private string Name => GridKeys.NameOf(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        durable = state.State.Record;
        return Task.CompletedTask;
    }

    public Task<IdentityRecord?> Get() => Task.FromResult(durable);

    public async Task<EnrolmentReceipt> Enroll(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        Validate(request);
        var before = durable;
        var gallery = GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(Tenant, request.Gallery));
        var description = await gallery.Describe();
        if (description.ModelVersion is { } bound && bound != request.ModelVersion)
        {
            throw ModelMismatch(request.Gallery, bound, request.ModelVersion);
        }

        CheckQuality(request.Crops, request.Quality ?? description.Policy.EnrolmentQuality);
        var kept = Keep(request, before);

        // The same person may be there with templates of the tenant's former model.
        var membership = before?.Galleries.FirstOrDefault(m => m.Gallery == request.Gallery && m.ModelVersion == request.ModelVersion);

        // New templates go to every gallery that the person is in, so each of their owners is asked; nobody else can waive that.
        foreach (var other in before?.Galleries.Where(m => m.Gallery != request.Gallery && m.ModelVersion == request.ModelVersion) ?? [])
        {
            CheckQuality(
                request.Crops, (await GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(Tenant, other.Gallery)).Describe()).Policy.EnrolmentQuality, other.Gallery);
        }

        // Before the encoder runs, so that a gallery of another model costs nothing.
        var isNew = membership is null;
        membership ??= new GalleryMembership(
            request.Gallery, await gallery.Reserve(request.ModelVersion, fullShard: null), request.ModelVersion);

        var encoded = await GrainFactory.GetGrain<IEncoderGrain>(request.ModelVersion).Encode(request.Crops, cancellationToken);
        var now = time.GetUtcNow();
        var added = NewTemplates(request, encoded, before, now);
        var templates = (before?.Templates ?? []).Concat(added).ToList();
        CheckCount(templates.Count(t => t.ModelVersion == request.ModelVersion));
        var receipt = new EnrolmentReceipt(
            Name, request.Gallery, templates.Count(t => t.ModelVersion == request.ModelVersion), added.Count, request.ModelVersion, encoded.Milliseconds, isNew);

        if (before is not null && added.Count == 0 && !isNew && ReferenceEquals(kept, before.Photos))
        {
            await StorePhotos(request);

            // Known already. The shard may still have to be told: the process may have died just before it was.
            await Shard(membership).Commit(membership.ModelVersion, Entry(before, membership.ModelVersion));
            return receipt;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var record = new IdentityRecord(
            Name, (before?.Version ?? 0) + 1, templates, before?.Galleries ?? [], before?.Enrolled ?? now, now, kept);
        if (isNew)
        {
            membership = await PrepareNew(gallery, membership, record);
            record = record with { Galleries = [.. record.Galleries, membership] };
        }

        // The new templates go to every gallery of this version that the person is in.
        var concerned = record.Galleries.Where(m => m.ModelVersion == request.ModelVersion).ToList();
        foreach (var other in concerned.Where(m => m.Gallery != request.Gallery || !isNew))
        {
            await Shard(other).Prepare(other.ModelVersion, Entry(record, other.ModelVersion));
        }

        await Write(record);
        await Task.WhenAll(concerned.Select(m => Shard(m).Commit(m.ModelVersion, Entry(record, m.ModelVersion))));
        await StorePhotos(request);
        return receipt;
    }

    public async Task<bool> Remove(CancellationToken cancellationToken)
    {
        if (durable is not { } record)
        {
            return false;
        }

        await Task.WhenAll(record.Galleries.Select(m => Shard(m).PrepareRemoval(Name)));
        cancellationToken.ThrowIfCancellationRequested();
        await ForgetPhotos(record);
        await this.EndOnConflict(state.ClearStateAsync());
        durable = null;
        await Task.WhenAll(record.Galleries.Select(m => Shard(m).CommitRemoval(Name)));
        return true;
    }

    private async Task<GalleryMembership> PrepareNew(IGalleryGrain gallery, GalleryMembership membership, IdentityRecord record)
    {
        while (!await Shard(membership).Prepare(membership.ModelVersion, Entry(record, membership.ModelVersion)))
        {
            membership = membership with { Shard = await gallery.Reserve(membership.ModelVersion, membership.Shard) };
        }

        return membership;
    }

    private async Task Write(IdentityRecord record)
    {
        await this.Write(state, new IdentityState { Record = record }, state.State);
        durable = record;
    }

    private static List<Template> NewTemplates(
        EnrolmentRequest request, EncodeAnswer encoded, IdentityRecord? before, DateTimeOffset now)
    {
        var known = (before?.Templates ?? []).Where(t => t.ModelVersion == request.ModelVersion).Select(t => TemplateBytes.ToEncodings(t.Encoding)).ToList();
        var added = new List<Template>();
        foreach (var (crop, encoding) in request.Crops.Zip(encoded.Encodings))
        {
            if (!known.Exists(k => FaceEncoding.SquaredDistance(k, encoding) < SamePhoto))
            {
                known.Add(encoding);
                added.Add(new Template(TemplateBytes.FromEncoding(encoding), request.ModelVersion, crop.Evidence is { QualityJudged: true } seen ? seen.Quality : null, now, crop.Name));
            }
        }

        return added;
    }

    private static ShardEntry Entry(IdentityRecord record, string modelVersion) => ShardEntries.Of(record, modelVersion);

    private IGalleryShardGrain Shard(GalleryMembership membership) =>
        GrainFactory.GetGrain<IGalleryShardGrain>(GridKeys.Shard(Tenant, membership.Gallery, membership.Shard));

    private void Validate(EnrolmentRequest request)
    {
        if (GridKeys.WhyNotAName(Name) is { } badName)
        {
            throw new GridRequestException(GridError.InvalidRequest, $"identity '{Name}'", badName);
        }

        if (GridKeys.WhyNotAName(request.Gallery) is { } badGallery)
        {
            throw new GridRequestException(GridError.InvalidRequest, $"gallery '{request.Gallery}'", badGallery);
        }

        if (request.Crops.Count == 0)
        {
            throw new GridRequestException(GridError.InvalidRequest, $"identity '{Name}'", "an enrolment needs at least one photo");
        }

        CheckCount(request.Crops.Count);
    }

    private static void CheckQuality(IEnumerable<AlignedFace> crops, QualityLevel asked, string? otherGallery = null)
    {
        foreach (var crop in crops)
        {
            if (FaceGate.QualityFault(crop.Evidence, asked) is var (_, reason))
            {
                throw new GridRequestException(
                    GridError.PoorQuality, crop.Name, otherGallery is null ? reason : $"{reason} in gallery '{otherGallery}', which the person is in as well");
            }
        }
    }

    private void CheckCount(int templates)
    {
        if (templates > IIdentityGrain.MaxTemplates)
        {
            throw new GridRequestException(
                GridError.InvalidRequest,
                $"identity '{Name}'",
                $"would have {templates} templates, the most is {IIdentityGrain.MaxTemplates}; remove the identity to start anew");
        }
    }

    private static GridRequestException ModelMismatch(string gallery, string bound, string asked) =>
        new(GridError.ModelMismatch, $"gallery '{gallery}'", $"holds templates of model {bound}, which are never compared with {asked}");
}
