using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>What an enrolment will change, before it has written anything.</summary>
/// <param name="Before">The record before the enrolment; null: a new person.</param>
/// <param name="Record">The record after it, still without a new membership, whose shard is known once it has admitted the person.</param>
/// <param name="Key">Key that encrypts the record and its copies; null: not encrypted.</param>
/// <param name="Membership">The membership of the request's gallery, with the reserved shard if it is new.</param>
/// <param name="IsNewMembership">True if the person joins the gallery.</param>
internal sealed record EnrolmentPlan(
    EnrolmentRequest Request,
    IdentityRecord? Before,
    IdentityRecord Record,
    WrappedKey? Key,
    GalleryMembership Membership,
    bool IsNewMembership,
    EnrolmentReceipt Receipt)
{
    /// <summary>True if the person is in the gallery with all of the request's templates and photos already.</summary>
    public bool IsEnrolled =>
        Before is not null && Receipt.Added == 0 && !IsNewMembership && ReferenceEquals(Record.Photos, Before.Photos);
}
