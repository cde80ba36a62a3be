using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>
/// Enrolments that are asked for again (docs/adr/0011). What was done lies in the record, written together with what it did, so both are there
/// after a crash or neither is.
/// </summary>
public sealed partial class IdentityGrain
{
    private const int DigestBytes = 16;

    public Task<bool> RemoveOnce(string operationId, CancellationToken cancellationToken)
    {
        CheckOperation(operationId);
        return _durable?.Operations?.Any(o => o.Id == operationId) == true
            ? throw new GridRequestException(GridError.InvalidRequest, $"operation '{operationId}'", $"was an enrolment of identity '{Name}'; a removal needs an id of its own")
            : Remove(cancellationToken);
    }

    private static void CheckOperation(string? id)
    {
        if (id is not null && OperationId.WhyNotAnId(id) is { } reason)
        {
            throw new GridRequestException(GridError.InvalidRequest, $"operation '{id}'", reason);
        }
    }

    /// <summary>The first answer to an enrolment that was done before; null: it was not.</summary>
    private async Task<EnrolmentReceipt?> Repeated(EnrolmentRequest request)
    {
        if (_durable is not { } record || record.Operations?.FirstOrDefault(o => o.Id == request.OperationId) is not { } done)
        {
            return null;
        }

        if (!Digest(request).AsSpan().SequenceEqual(done.Content))
        {
            throw new GridRequestException(GridError.InvalidRequest, $"operation '{done.Id}'", $"was another enrolment of identity '{Name}'; each needs an id of its own");
        }

        // The process may have died just before it stored the photos and told the shards.
        foreach (var content in request.KeepPhotos ? request.Crops.Select(c => Content(c, _durableKey)) : [])
        {
            if (record.Photos?.Any(p => p.Blob == Reference(content)) == true)
            {
                await Blobs.Put(content);
            }
        }

        var key = _durableKey;
        await Task.WhenAll(record.Galleries.Where(m => m.ModelVersion == done.ModelVersion).Select(m => Shard(m).Commit(m.ModelVersion, Entry(record, m.ModelVersion, key))));
        return new EnrolmentReceipt(Name, done.Gallery, done.Templates, done.Added, done.ModelVersion, done.EncodeMilliseconds, done.Joined);
    }

    private static IReadOnlyList<PersonOperation>? Remember(IReadOnlyList<PersonOperation>? before, EnrolmentRequest request, EnrolmentReceipt receipt, DateTimeOffset now) =>
        request.OperationId is not { } id ? before : [
            .. (before ?? []).TakeLast(PersonOperation.Kept - 1),
            new PersonOperation(id, Digest(request), now, receipt.Gallery, receipt.ModelVersion, receipt.Templates, receipt.Added, receipt.EncodeMilliseconds, receipt.Joined),
        ];

    /// <summary>Of all that decides what an enrolment does. Names of photos do not: the same one may lie elsewhere now.</summary>
    private static byte[] Digest(EnrolmentRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"facegrid enrolment 1\n{request.Gallery}\n{request.ModelVersion}\n{request.Quality}\n{request.KeepPhotos}\n"));
        foreach (var crop in request.Crops)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{crop.Rgb.Length} {crop.Encoding?.Length}\n"));
            hash.AppendData(crop.Rgb);
            hash.AppendData(MemoryMarshal.AsBytes<float>(crop.Encoding));
        }

        return hash.GetHashAndReset()[..DigestBytes];
    }
}
