using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encoders;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
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
    private IdentityRecord? _durable;

    private string Tenant => GridKeys.TenantOf(this.GetPrimaryKeyString());

    private string Name => GridKeys.NameOf(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken) => ReadKey();

    public Task<IdentityRecord?> Get()
    {
        ThrowIfUnreadable();
        return Task.FromResult(_durable);
    }

    private async Task<EnrolmentReceipt> Add(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        Validate(request);
        if (_unreadable is { Error: not GridError.ErasedIdentity })
        {
            throw Again(_unreadable);
        }

        if (request.OperationId is not null && await Repeated(request) is { } first)
        {
            return first;
        }

        var gallery = GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(Tenant, request.Gallery));
        var description = await gallery.Describe();
        if (description.ModelVersion is { } bound && bound != request.ModelVersion)
        {
            throw ModelMismatch(request.Gallery, bound, request.ModelVersion);
        }

        CheckQuality(request.Crops, request.Quality ?? description.Policy.EnrolmentQuality);
        await MakeWritable(cancellationToken);
        var before = _durable;
        var key = KeyFor(before);
        var kept = Keep(request, before, key);

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

        var encoded = await Encode(request, cancellationToken);
        var now = time.GetUtcNow();
        var added = NewTemplates(request, encoded, before, now);
        var templates = (before?.Templates ?? []).Concat(added).ToList();
        CheckCount(templates.Count(t => t.ModelVersion == request.ModelVersion));
        var receipt = new EnrolmentReceipt(
            Name, request.Gallery, templates.Count(t => t.ModelVersion == request.ModelVersion), added.Count, request.ModelVersion, encoded.Milliseconds, isNew);

        if (before is not null && added.Count == 0 && !isNew && ReferenceEquals(kept, before.Photos))
        {
            if (request.OperationId is not null)
            {
                await Write(before with { Operations = Remember(before.Operations, request, receipt, now) }, key);
            }

            await StorePhotos(request, key);

            // Known already. The shards may still have to be told: the process may have died just before they were.
            await Publish([.. before.Galleries.Where(m => m.Gallery == request.Gallery && m.ModelVersion == request.ModelVersion)], key);
            return receipt;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var record = new IdentityRecord(
            Name, (before?.Version ?? 0) + 1, templates, before?.Galleries ?? [], before?.Enrolled ?? now, now, kept, Remember(before?.Operations, request, receipt, now));
        var keeping = Keep(key);
        try
        {
            if (isNew)
            {
                membership = await PrepareNew(gallery, membership, record, key);
                record = record with { Galleries = [.. record.Galleries, membership] };
            }

            // The new templates go to every gallery of this version that the person is in.
            foreach (var other in Concerned().Where(m => m.Gallery != request.Gallery || !isNew))
            {
                await Shard(other).Prepare(other.ModelVersion, Entry(record, other.ModelVersion, key));
            }
        }
        catch
        {
            await DropNew(keeping);
            throw;
        }

        await keeping;
        await Write(record, key);
        await Publish(Concerned(), key);
        await StorePhotos(request, key);
        return receipt;

        List<GalleryMembership> Concerned() => [.. record.Galleries.Where(m => m.ModelVersion == request.ModelVersion)];
    }

    private async Task<bool> Erase(CancellationToken cancellationToken)
    {
        if (_unreadable is { Error: GridError.MissingKey })
        {
            throw Again(_unreadable);
        }

        // What cannot be read is cleared away all the same.
        if ((_durable ?? state.State.Record) is not { } record)
        {
            await EraseKey();
            return false;
        }

        var places = await Everywhere(record);
        var marking = _keyStore?.Key is { } key ? this.EndOnConflict(_keyStore.Write(key, isGoing: true)) : Task.CompletedTask;
        await Together(marking, places.Select(m => Shard(m).PrepareRemoval(Name)));
        cancellationToken.ThrowIfCancellationRequested();
        await ForgetPhotos(record);
        await this.EndOnConflict(state.ClearStateAsync());
        (_durable, _durableKey, _unreadable) = (null, null, null);

        // Before the shards forget the person: while they doubt, a crash here is noticed, and the key still goes.
        await EraseKey();
        await Task.WhenAll(places.Select(m => Shard(m).CommitRemoval(Name)));
        return true;
    }

    /// <summary>Leaves either nobody, or a person who is encrypted if that is wanted.</summary>
    private async Task MakeWritable(CancellationToken cancellationToken)
    {
        if (_unreadable is { Error: GridError.ErasedIdentity })
        {
            await Erase(cancellationToken);
        }
        else if (_durable is not null && Encryption is not null && Look(RequireEncryption()) == ProtectionState.Waiting)
        {
            await Protect(cancellationToken);
        }
    }

    private Task EraseKey() => _keyStore is null ? Task.CompletedTask : this.EndOnConflict(_keyStore.Erase());

    private async Task<GalleryMembership> PrepareNew(IGalleryGrain gallery, GalleryMembership membership, IdentityRecord record, WrappedKey? key)
    {
        while (!await Shard(membership).Prepare(membership.ModelVersion, Entry(record, membership.ModelVersion, key)))
        {
            membership = membership with { Shard = await gallery.Reserve(membership.ModelVersion, membership.Shard) };
        }

        return membership;
    }

    private async Task Write(IdentityRecord record, WrappedKey? key)
    {
        await this.Write(state, Stored(record, key), state.State);
        (_durable, _durableKey) = (record, key);
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

    private static ShardEntry Entry(IdentityRecord record, string modelVersion, WrappedKey? key) => ShardEntries.Of(record, modelVersion, key);

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

        CheckOperation(request.OperationId);
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
