using System.Security.Cryptography;
using System.Text;
using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Identities;

/// <summary>
/// The person's kept photos. The record lists a photo before its blob is stored, and the blob is deleted before the record is cleared:
/// after a crash at any point, the blob store holds no face that no record lists. A photo that is listed and not stored counts as not kept.
/// </summary>
/// <param name="blobs">Null: the grid has no blob store.</param>
internal sealed class IdentityPhotos(IdentityContext context, IdentityStore store, IBlobStore? blobs)
{
    private IBlobStore Blobs => blobs
        ?? throw context.Refusal(GridError.InvalidRequest, "this grid has no blob store, so it cannot keep photos");

    /// <summary>The person's photos with those of a request; the same list if the request has no new ones.</summary>
    /// <exception cref="GridRequestException">Too many photos, a crop of another size, or no blob store.</exception>
    public IReadOnlyList<KeptPhoto>? Merge(EnrolmentRequest request, IdentityRecord? before, WrappedKey? key)
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
                var quality = crop.Evidence is { QualityJudged: true } seen ? seen.Quality : (double?)null;
                photos.Add(new KeptPhoto(crop.Name, blob, quality, [request.ModelVersion], key is not null));
            }
            else if (!photos[at].Versions.Contains(request.ModelVersion))
            {
                photos[at] = photos[at] with { Versions = [.. photos[at].Versions, request.ModelVersion] };
            }
        }

        if (photos.Count > IIdentityGrain.MaxTemplates)
        {
            throw context.Refusal(
                GridError.InvalidRequest, $"would have {photos.Count} kept photos, the most is {IIdentityGrain.MaxTemplates}");
        }

        return before?.Photos is { } known && known.SequenceEqual(photos) ? known : photos;
    }

    /// <summary>Stores the photos of a request, if it keeps them. Idempotent.</summary>
    public async Task Store(EnrolmentRequest request, WrappedKey? key)
    {
        foreach (var crop in request.KeepPhotos ? request.Crops : [])
        {
            await Blobs.Put(Content(crop, key));
        }
    }

    /// <summary>As <see cref="Store"/>, for a repeated request: only photos that the record still lists.</summary>
    public async Task StoreListed(EnrolmentRequest request, IdentityRecord record, WrappedKey? key)
    {
        foreach (var content in request.KeepPhotos ? request.Crops.Select(c => Content(c, key)) : [])
        {
            if (record.Photos?.Any(p => p.Blob == Reference(content)) == true)
            {
                await Blobs.Put(content);
            }
        }
    }

    public async Task Delete(IdentityRecord record)
    {
        foreach (var photo in record.Photos ?? [])
        {
            await Blobs.Delete(photo.Blob);
        }
    }

    /// <summary>The photos that can be read, and the faces of those that the model version has not encoded.</summary>
    public async Task<(List<KeptPhoto> Readable, List<AlignedFace> Faces)> Read(IReadOnlyList<KeptPhoto> photos, string modelVersion)
    {
        var (readable, faces) = (new List<KeptPhoto>(), new List<AlignedFace>());
        foreach (var photo in photos)
        {
            try
            {
                var wrapped = Decrypt(photo, await Blobs.Get(photo.Blob));
                readable.Add(photo);
                if (!photo.Versions.Contains(modelVersion))
                {
                    var evidence = photo.Quality is { } quality ? FaceEvidence.None with { Quality = quality, QualityJudged = true } : null;
                    faces.Add(new AlignedFace(photo.Name, wrapped[^AlignedFace.ByteCount..], evidence));
                }
            }
            catch (GridRequestException exception)
                when (exception.Error is GridError.MissingBlob or GridError.DamagedBlob or GridError.DamagedRecord)
            {
                // Left out.
            }
        }

        return (readable, faces);
    }

    /// <summary>
    /// Encrypts photos that were kept before the person had a key. The record lists both forms until the unencrypted blob is deleted, so
    /// that the blob store holds no face that the record does not list, and no photo is lost.
    /// </summary>
    public async Task EncryptAll()
    {
        var record = store.Record!;
        var open = record.Photos?.Where(p => !p.IsSealed).ToList() ?? [];
        if (open.Count == 0)
        {
            return;
        }

        var (photos, contents) = (record.Photos!.Where(p => p.IsSealed).ToList(), new List<byte[]>());
        foreach (var photo in open)
        {
            try
            {
                var content = Encrypt(await Blobs.Get(photo.Blob), store.Key!);
                var blob = Reference(content);
                contents.Add(content);
                photos.RemoveAll(p => p.Blob == blob);
                photos.Add(photo with { Blob = blob, IsSealed = true });
            }
            catch (GridRequestException exception) when (exception.Error is GridError.MissingBlob or GridError.DamagedBlob)
            {
                // A photo that cannot be read is removed from the record.
            }
        }

        await store.Write(record with { Photos = [.. open, .. photos] }, store.Key);
        foreach (var content in contents)
        {
            await Blobs.Put(content);
        }

        foreach (var photo in open)
        {
            await Blobs.Delete(photo.Blob);
        }

        await store.Write(store.Record! with { Photos = photos }, store.Key);
    }

    private static BlobReference Reference(byte[] content) => new(Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);

    /// <summary>The crop with its owner: equal crops of two people are two blobs, and each is deleted with its person.</summary>
    private byte[] Wrap(AlignedFace crop) => crop.Rgb.Length == AlignedFace.ByteCount
        ? [.. Encoding.UTF8.GetBytes($"facegrid kept photo 1\n{context.Owner}\n"), .. crop.Rgb]
        : throw new GridRequestException(
            GridError.InvalidRequest, crop.Name, $"a crop has {AlignedFace.ByteCount} bytes, this one {crop.Rgb.Length}");

    /// <summary>The blob of a crop. Encryption is deterministic, since a blob is named by its content.</summary>
    private byte[] Content(AlignedFace crop, WrappedKey? key) => key is null ? Wrap(crop) : Encrypt(Wrap(crop), key);

    private byte[] Encrypt(byte[] wrapped, WrappedKey key)
    {
        using var unwrapped = PersonKey.Unwrap(store.Encryption, context.Owner, key);
        return unwrapped.SealRepeatably(SealedRecord.PhotoPlace, wrapped);
    }

    private byte[] Decrypt(KeptPhoto photo, byte[] content)
    {
        if (!photo.IsSealed)
        {
            return content;
        }

        using var unwrapped = PersonKey.Unwrap(store.Encryption, context.Owner, store.Key!);
        return unwrapped.Open(SealedRecord.PhotoPlace, "", content);
    }
}
