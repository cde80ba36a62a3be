namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>How a person stands with a model version.</summary>
public enum AdoptionOutcome
{
    /// <summary>Nobody of this name is enrolled.</summary>
    Gone,

    /// <summary>Findable with it in every gallery, by all kept photos.</summary>
    Adopted,

    /// <summary>There are kept photos that it has not encoded, or galleries that do not have them.</summary>
    Waiting,

    /// <summary>No photo was kept, or none can be read any more: only a new enrolment helps.</summary>
    WithoutPhotos,
}
