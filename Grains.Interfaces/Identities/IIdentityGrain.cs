using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>One person, key <c>tenant/identity</c>: the owner of the templates. Galleries hold copies to search in.</summary>
[Alias("FaceGrid.IIdentityGrain")]
public interface IIdentityGrain : IGrainWithStringKey
{
    /// <summary>Templates of one model version that one person may have.</summary>
    const int MaxTemplates = 20;

    /// <summary>
    /// Encodes the crops, adds them to the person's templates (the person is created if need be) and makes the person
    /// findable in the gallery. Returns once both the person and the gallery's page are durable; a crash before that
    /// leaves the person either wholly enrolled or as before. Enrolling the same crop again adds nothing; with the same operation id the
    /// answer is the first one as well, as long as the record remembers it (<see cref="PersonOperation.Kept"/>).
    /// </summary>
    /// <exception cref="GridRequestException">
    /// Bad name, no crop, more than <see cref="MaxTemplates"/> templates, a gallery bound to another model version, or the operation id of another enrolment.
    /// </exception>
    [Alias("Enroll")]
    Task<EnrolmentReceipt> Enroll(EnrolmentRequest request, CancellationToken cancellationToken);

    /// <summary>The durable record, or null if nobody of this name is enrolled. Answers while a change is under way.</summary>
    /// <exception cref="GridRequestException">
    /// <see cref="GridError.ErasedIdentity"/>, <see cref="GridError.MissingKey"/> or <see cref="GridError.DamagedRecord"/>.
    /// </exception>
    [AlwaysInterleave]
    [Alias("Get")]
    Task<IdentityRecord?> Get();

    /// <summary>Erases the person from every gallery and from storage. Returns false if there was nobody.</summary>
    [Alias("Remove")]
    Task<bool> Remove(CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="Remove"/>, with an id. Nothing of a person stays, so nothing remembers it: asked again it answers false, and who was enrolled
    /// in between is removed.
    /// </summary>
    /// <exception cref="GridRequestException">The id is none, or that of one of the person's enrolments; nothing was removed.</exception>
    [Alias("RemoveOnce")]
    Task<bool> RemoveOnce(string operationId, CancellationToken cancellationToken);

    /// <summary>As <see cref="Get"/>, for the shards that hold copies.</summary>
    [AlwaysInterleave]
    [Alias("GetForGallery")]
    Task<KeyedIdentity?> GetForGallery();

    /// <summary>How what is stored of the person stands with the current key-encryption key.</summary>
    [AlwaysInterleave]
    [Alias("LookAtProtection")]
    Task<ProtectionState> LookAtProtection();

    /// <summary>
    /// Wraps the person's key under the current key-encryption key; encrypts what is stored of the person, if it is not. As safe against
    /// crashes as an enrolment; again: nothing happens.
    /// </summary>
    /// <exception cref="GridRequestException"><see cref="GridError.MissingKey"/>.</exception>
    [Alias("Protect")]
    Task<ProtectionState> Protect(CancellationToken cancellationToken);

    /// <summary>How the person stands with a model version. Looks at the record alone.</summary>
    [AlwaysInterleave]
    [Alias("LookAtAdoption")]
    Task<AdoptionOutcome> LookAtAdoption(string modelVersion);

    /// <summary>
    /// Encodes the kept photos with another model version and makes the person findable with it, beside the present one, in the same
    /// galleries. As safe against crashes as an enrolment; again: nothing happens.
    /// </summary>
    /// <exception cref="GridRequestException">This grid does not have that version.</exception>
    [Alias("Adopt")]
    Task<AdoptionOutcome> Adopt(string modelVersion, CancellationToken cancellationToken);

    /// <summary>
    /// Moves the person from one shard of a gallery to another: into the new one as by an enrolment, then out of the old one as by a removal.
    /// Findable all the while by who searches the old one first. Goes on from wherever a crash left it; again: nothing happens.
    /// </summary>
    /// <param name="rebalance">What the old shard was told to drain for.</param>
    /// <param name="onlyBegun">Ends a move that had begun, and begins none.</param>
    [Alias("Move")]
    Task<MoveOutcome> Move(string gallery, Rebalance rebalance, bool onlyBegun, CancellationToken cancellationToken);
}
