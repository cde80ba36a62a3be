using FaceGrid.Grains.Interfaces.Authority;
using FaceGrid.Grains.Interfaces.Consistency;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>One person, key <c>tenant/identity</c>: the owner of the templates. Galleries hold copies to search in.</summary>
[Callers(CallerRoles.Silo)]
[Alias("FaceGrid.IIdentityGrain")]
public interface IIdentityGrain : IGrainWithStringKey
{
    /// <summary>Templates of one model version that one person may have.</summary>
    const int MaxTemplates = 20;

    /// <summary>
    /// Encodes the crops, adds them to the person's templates (a new person is created) and makes the person searchable in the
    /// gallery. Returns once both the person and the gallery's page are durable; a crash before that leaves the person either entirely
    /// enrolled or unchanged. Enrolling the same crop again adds nothing; with the same operation id the first answer is returned, as long
    /// as the record's operation log holds it (<see cref="PersonOperation.Kept"/>).
    /// </summary>
    /// <exception cref="GridRequestException">
    /// Bad name, no crop, more than <see cref="MaxTemplates"/> templates, a gallery bound to another model version, or the operation id
    /// of another enrolment.
    /// </exception>
    [Callers(CallerRoles.Enrol)]
    [Alias("Enroll")]
    Task<EnrolmentReceipt> Enroll(EnrolmentRequest request, CancellationToken cancellationToken);

    /// <summary>The durable record, or null if no identity of this name is enrolled. Returns also while a change is under way.</summary>
    /// <exception cref="GridRequestException">
    /// <see cref="GridError.ErasedIdentity"/>, <see cref="GridError.MissingKey"/> or <see cref="GridError.DamagedRecord"/>.
    /// </exception>
    [AlwaysInterleave]
    [Callers(CallerRoles.Enrol)]
    [Alias("Get")]
    Task<IdentityRecord?> Get();

    /// <summary>Erases the person from every gallery and from storage. Returns false if no such person was enrolled.</summary>
    [Callers(CallerRoles.Enrol)]
    [Alias("Remove")]
    Task<bool> Remove(CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="Remove"/>, with an id. No data of the person remains, so the id is not logged: a repeated request returns false, and
    /// removes a person who was enrolled in between.
    /// </summary>
    /// <exception cref="GridRequestException">
    /// The id is not valid, or is that of one of the person's enrolments; nothing was removed.
    /// </exception>
    [Callers(CallerRoles.Enrol)]
    [Alias("RemoveOnce")]
    Task<bool> RemoveOnce(string operationId, CancellationToken cancellationToken);

    /// <summary>As <see cref="Get"/>, for the shards that hold copies and have to decide about an entry in doubt.</summary>
    /// <exception cref="GridRequestException"><see cref="GridError.Undecided"/>: a change of the person is under way.</exception>
    [AlwaysInterleave]
    [Alias("GetForGallery")]
    Task<KeyedIdentity?> GetForGallery();

    /// <summary>Whether the stored data of the person is encrypted under the current key-encryption key.</summary>
    [AlwaysInterleave]
    [Alias("LookAtProtection")]
    Task<ProtectionState> LookAtProtection();

    /// <summary>
    /// Wraps the person's key under the current key-encryption key, and encrypts stored data of the person that is not encrypted. As safe
    /// against crashes as an enrolment. Idempotent.
    /// </summary>
    /// <exception cref="GridRequestException"><see cref="GridError.MissingKey"/>.</exception>
    [Alias("Protect")]
    Task<ProtectionState> Protect(CancellationToken cancellationToken);

    /// <summary>State of the person with respect to a model version, from the record alone.</summary>
    [AlwaysInterleave]
    [Alias("LookAtAdoption")]
    Task<AdoptionOutcome> LookAtAdoption(string modelVersion);

    /// <summary>
    /// Encodes the kept photos with another model version and makes the person searchable with it, beside the present one, in the same
    /// galleries. As safe against crashes as an enrolment. Idempotent.
    /// </summary>
    /// <exception cref="GridRequestException">The grid does not have that version.</exception>
    [Alias("Adopt")]
    Task<AdoptionOutcome> Adopt(string modelVersion, CancellationToken cancellationToken);

    /// <summary>
    /// Moves the person from one shard of a gallery to another: into the new one as by an enrolment, then out of the old one as by a
    /// removal. Searches that read the old shard first find the person throughout. Continues a move that a crash interrupted. Idempotent.
    /// </summary>
    /// <param name="rebalance">The rebalance that the old shard is drained for.</param>
    /// <param name="onlyBegun">True: only completes a move that had begun.</param>
    [Alias("Move")]
    Task<MoveOutcome> Move(string gallery, Rebalance rebalance, bool onlyBegun, CancellationToken cancellationToken);

    /// <summary>Compares the record with the shards that it lists; an entry in doubt is no fault.</summary>
    /// <param name="repair">True: the record is committed again in the shards that lack it.</param>
    [Alias("CheckCopies")]
    Task<IReadOnlyList<CopyFault>> CheckCopies(bool repair);
}
