namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>State of a person with respect to a model version.</summary>
public enum AdoptionOutcome
{
    /// <summary>No identity of this name is enrolled.</summary>
    Gone,

    /// <summary>Searchable with it in every gallery, by all kept photos.</summary>
    Adopted,

    /// <summary>Some kept photos are not encoded with it, or some galleries do not hold the templates.</summary>
    Waiting,

    /// <summary>No photo was kept, or none can be read: a new enrolment is needed.</summary>
    WithoutPhotos,
}
