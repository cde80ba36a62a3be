using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>
/// The operation log of a person's record (docs/adr/0011), for enrolments that are requested repeatedly. An operation is written together
/// with its effect, so after a crash the record has either both or neither.
/// </summary>
internal static class OperationLog
{
    private const int DigestBytes = 16;

    /// <exception cref="GridRequestException">The id is not valid.</exception>
    public static void CheckId(string? id)
    {
        if (id is not null && OperationId.FormatError(id) is { } reason)
        {
            throw new GridRequestException(GridError.InvalidRequest, $"operation '{id}'", reason);
        }
    }

    /// <exception cref="GridRequestException">The id of a removal is that of one of the person's enrolments.</exception>
    public static void CheckRemoval(IdentityRecord? record, string id, string identity)
    {
        if (record?.Operations?.Any(o => o.Id == id) == true)
        {
            throw new GridRequestException(
                GridError.InvalidRequest,
                $"operation '{id}'",
                $"was an enrolment of identity '{identity}'; a removal needs an id of its own");
        }
    }

    /// <summary>The logged operation that the request repeats; null: the request is new, or has no id.</summary>
    /// <exception cref="GridRequestException">The id is that of an enrolment with another content.</exception>
    public static PersonOperation? Find(IdentityRecord? record, EnrolmentRequest request)
    {
        if (request.OperationId is not { } id || record?.Operations?.FirstOrDefault(o => o.Id == id) is not { } logged)
        {
            return null;
        }

        return Digest(request).AsSpan().SequenceEqual(logged.Content)
            ? logged
            : throw new GridRequestException(
                GridError.InvalidRequest,
                $"operation '{id}'",
                $"was another enrolment of identity '{record.Identity}'; each needs an id of its own");
    }

    /// <summary>The receipt that the logged operation returned.</summary>
    public static EnrolmentReceipt ReceiptOf(PersonOperation logged, string identity) => new(
        identity, logged.Gallery, logged.Templates, logged.Added, logged.ModelVersion, logged.EncodeMilliseconds, logged.Joined);

    /// <summary>The log with the enrolment; the same log if the request has no id.</summary>
    public static IReadOnlyList<PersonOperation>? Append(
        IReadOnlyList<PersonOperation>? log, EnrolmentRequest request, EnrolmentReceipt receipt, DateTimeOffset now)
    {
        if (request.OperationId is not { } id)
        {
            return log;
        }

        var operation = new PersonOperation(
            id,
            Digest(request),
            now,
            receipt.Gallery,
            receipt.ModelVersion,
            receipt.Templates,
            receipt.Added,
            receipt.EncodeMilliseconds,
            receipt.Joined);
        return [.. (log ?? []).TakeLast(PersonOperation.Kept - 1), operation];
    }

    /// <summary>
    /// Digest of everything that determines the effect. Names of photos do not: a photo may be renamed between two requests.
    /// </summary>
    private static byte[] Digest(EnrolmentRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(
            $"facegrid enrolment 1\n{request.Gallery}\n{request.ModelVersion}\n{request.Quality}\n{request.KeepPhotos}\n"));
        foreach (var crop in request.Crops)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{crop.Rgb.Length} {crop.Encoding?.Length}\n"));
            hash.AppendData(crop.Rgb);
            hash.AppendData(MemoryMarshal.AsBytes<float>(crop.Encoding));
        }

        return hash.GetHashAndReset()[..DigestBytes];
    }
}
