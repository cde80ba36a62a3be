namespace FaceGrid.Vision.Synthetic;

/// <summary>Facial hair of a synthetic person.</summary>
public enum FacialHair
{
    /// <summary>No facial hair.</summary>
    None,

    /// <summary>Short stubble over the area of a full beard.</summary>
    Stubble,

    /// <summary>A moustache only.</summary>
    Moustache,

    /// <summary>Moustache and chin beard, cheeks shaved.</summary>
    Goatee,

    /// <summary>The whole area of a beard.</summary>
    FullBeard,
}
