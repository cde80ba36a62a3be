using System.Security.Cryptography;
using System.Text;
using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encoders;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Identities;

/// <summary>
/// Kept photos, and templates of another model version from them. A photo is named in the record before it is stored, and deleted before the
/// record goes: whenever a process dies, no face lies in the store that no person's record knows. One that is named and not stored counts as
/// not kept.
/// </summary>
public sealed partial class IdentityGrain
{
    private IBlobStore Blobs => services.GetService<IBlobStore>()
        ?? throw new GridRequestException(GridError.InvalidRequest, $"identity '{Name}'", "this grid has no blob store, so it cannot keep photos");

    public Task<AdoptionOutcome> LookAtAdoption(string modelVersion)
    {
        ThrowIfUnreadable();
        return Task.FromResult(Look(_durable, modelVersion));
    }

    public async Task<AdoptionOutcome> Adopt(string modelVersion, CancellationToken cancellationToken)
    {
        ThrowIfUnreadable();
        if (Look(_durable, modelVersion) is not AdoptionOutcome.Waiting and var outcome)
        {
            return outcome;
        }

        await MakeWritable(cancellationToken);
        var before = _durable!;
        var key = _durableKey;
        var (readable, faces) = await ReadPhotos(before.Photos!, modelVersion);
        var templates = before.Templates.ToList();
        if (faces.Count > 0)
        {
            var encoded = await GrainFactory.GetGrain<IEncoderGrain>(modelVersion).Encode(faces, cancellationToken);
            templates.AddRange(NewTemplates(new EnrolmentRequest("", modelVersion, faces), encoded, before, time.GetUtcNow()));
        }

        // A photo that cannot be read is not kept any more.
        var photos = readable.ConvertAll(p => p.Versions.Contains(modelVersion) ? p : p with { Versions = [.. p.Versions, modelVersion] });
        var record = before with { Version = before.Version + 1, Templates = templates, Photos = photos, Changed = time.GetUtcNow() };
        if (!templates.Exists(t => t.ModelVersion == modelVersion))
        {
            await Write(record, key);
            return AdoptionOutcome.WithoutPhotos;
        }

        cancellationToken.ThrowIfCancellationRequested();
        foreach (var gallery in before.Galleries.Select(m => m.Gallery).Distinct(StringComparer.Ordinal))
        {
            record = record with { Galleries = [.. record.Galleries.Where(m => m.Gallery != gallery || m.ModelVersion != modelVersion), .. await PrepareIn(gallery, modelVersion, record, key)] };
        }

        await Write(record, key);
        await Publish([.. record.Galleries.Where(m => m.ModelVersion == modelVersion)], key);
        return AdoptionOutcome.Adopted;
    }

    private static AdoptionOutcome Look(IdentityRecord? record, string modelVersion)
    {
        if (record is null)
        {
            return AdoptionOutcome.Gone;
        }

        var isFindable = record.Galleries.Select(m => m.Gallery).Distinct(StringComparer.Ordinal)
            .All(g => record.Galleries.Any(m => m.Gallery == g && m.ModelVersion == modelVersion));
        var hasTemplates = record.Templates.Any(t => t.ModelVersion == modelVersion);
        var photos = record.Photos ?? [];
        return isFindable && hasTemplates && photos.All(p => p.Versions.Contains(modelVersion)) ? AdoptionOutcome.Adopted
            : hasTemplates || photos.Count > 0 ? AdoptionOutcome.Waiting
            : AdoptionOutcome.WithoutPhotos;
    }

    /// <summary>Where the person is in the gallery, which is two places during a move, or else a new one.</summary>
    private async Task<IReadOnlyList<GalleryMembership>> PrepareIn(string gallery, string modelVersion, IdentityRecord record, WrappedKey? key)
    {
        var places = new List<GalleryMembership>();
        foreach (var known in record.Galleries.Where(m => m.Gallery == gallery && m.ModelVersion == modelVersion))
        {
            if (await Shard(known).Prepare(modelVersion, Entry(record, modelVersion, key)))
            {
                places.Add(known);
            }
        }

        return places.Count > 0 ? places : [await PrepareAnew(gallery, modelVersion, fullShard: null, record, key)];
    }

    /// <summary>The photos that are there, and of them the faces that the version has not seen, as many as a person may have templates.</summary>
    private async Task<(List<KeptPhoto> Readable, List<AlignedFace> Faces)> ReadPhotos(IReadOnlyList<KeptPhoto> photos, string modelVersion)
    {
        var (readable, faces) = (new List<KeptPhoto>(), new List<AlignedFace>());
        foreach (var photo in photos)
        {
            try
            {
                var wrapped = OpenPhoto(photo, await Blobs.Get(photo.Blob));
                readable.Add(photo);
                if (!photo.Versions.Contains(modelVersion))
                {
                    var evidence = photo.Quality is { } quality ? FaceEvidence.None with { Quality = quality, QualityJudged = true } : null;
                    faces.Add(new AlignedFace(photo.Name, wrapped[^AlignedFace.ByteCount..], evidence));
                }
            }
            catch (GridRequestException exception) when (exception.Error is GridError.MissingBlob or GridError.DamagedBlob or GridError.DamagedRecord)
            {
                // Left out.
            }
        }

        return (readable, faces);
    }

    /// <summary>The person's photos with those of a request; the same list if there is nothing new.</summary>
    private IReadOnlyList<KeptPhoto>? Keep(EnrolmentRequest request, IdentityRecord? before, WrappedKey? key)
    {
        if (!request.KeepPhotos)
        {
            return before?.Photos;
        }

        _ = Blobs;
        var photos = (before?.Photos ?? []).ToList();
        foreach (var crop in request.Crops)
        {
            var blob = Reference(Content(crop, key));
            var at = photos.FindIndex(p => p.Blob == blob);
            if (at < 0)
            {
                photos.Add(new KeptPhoto(crop.Name, blob, crop.Evidence is { QualityJudged: true } seen ? seen.Quality : null, [request.ModelVersion], key is not null));
            }
            else if (!photos[at].Versions.Contains(request.ModelVersion))
            {
                photos[at] = photos[at] with { Versions = [.. photos[at].Versions, request.ModelVersion] };
            }
        }

        if (photos.Count > IIdentityGrain.MaxTemplates)
        {
            throw new GridRequestException(GridError.InvalidRequest, $"identity '{Name}'", $"would have {photos.Count} kept photos, the most is {IIdentityGrain.MaxTemplates}");
        }

        return before?.Photos is { } known && known.SequenceEqual(photos) ? known : photos;
    }

    private async Task StorePhotos(EnrolmentRequest request, WrappedKey? key)
    {
        foreach (var crop in request.KeepPhotos ? request.Crops : [])
        {
            await Blobs.Put(Content(crop, key));
        }
    }

    private async Task ForgetPhotos(IdentityRecord record)
    {
        foreach (var photo in record.Photos ?? [])
        {
            await Blobs.Delete(photo.Blob);
        }
    }

    /// <summary>With whose it is: equal crops of two people are two blobs, and each goes with its person.</summary>
    private byte[] Wrap(AlignedFace crop) => crop.Rgb.Length == AlignedFace.ByteCount
        ? [.. Encoding.UTF8.GetBytes($"facegrid kept photo 1\n{this.GetPrimaryKeyString()}\n"), .. crop.Rgb]
        : throw new GridRequestException(GridError.InvalidRequest, crop.Name, $"a crop has {AlignedFace.ByteCount} bytes, this one {crop.Rgb.Length}");

    /// <summary>The blob of a crop: encrypted in a way that gives the same bytes each time, as they are their name.</summary>
    private byte[] Content(AlignedFace crop, WrappedKey? key) => key is null ? Wrap(crop) : SealPhoto(Wrap(crop), key);

    private byte[] SealPhoto(byte[] wrapped, WrappedKey key)
    {
        using var unwrapped = PersonKey.Unwrap(Encryption, Owner, key);
        return unwrapped.SealRepeatably(SealedRecord.PhotoPlace, wrapped);
    }

    private byte[] OpenPhoto(KeptPhoto photo, byte[] content)
    {
        if (!photo.IsSealed)
        {
            return content;
        }

        using var unwrapped = PersonKey.Unwrap(Encryption, Owner, _durableKey!);
        return unwrapped.Open(SealedRecord.PhotoPlace, "", content);
    }

    /// <summary>
    /// Encrypts photos that were kept before there was a key. Both forms are named in the record until the open one is gone, so no face lies in
    /// the store that the record does not know, and none is lost.
    /// </summary>
    private async Task SealPhotos()
    {
        var open = _durable!.Photos?.Where(p => !p.IsSealed).ToList() ?? [];
        if (open.Count == 0)
        {
            return;
        }

        var (photos, contents) = (_durable.Photos!.Where(p => p.IsSealed).ToList(), new List<byte[]>());
        foreach (var photo in open)
        {
            try
            {
                var content = SealPhoto(await Blobs.Get(photo.Blob), _durableKey!);
                var blob = Reference(content);
                contents.Add(content);
                photos.RemoveAll(p => p.Blob == blob);
                photos.Add(photo with { Blob = blob, IsSealed = true });
            }
            catch (GridRequestException exception) when (exception.Error is GridError.MissingBlob or GridError.DamagedBlob)
            {
                // A photo that cannot be read is not kept any more.
            }
        }

        await Write(_durable with { Photos = [.. open, .. photos] }, _durableKey);
        foreach (var content in contents)
        {
            await Blobs.Put(content);
        }

        foreach (var photo in open)
        {
            await Blobs.Delete(photo.Blob);
        }

        await Write(_durable with { Photos = photos }, _durableKey);
    }

    private static BlobReference Reference(byte[] content) => new(Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);
}
