namespace FaceGrid.Vision.Generated;

public enum FacialHair
{
    None,

    /// <summary>Short stubble over the area of a full beard.</summary>
    Stubble,

    Moustache,

    /// <summary>Moustache and chin beard, cheeks shaved.</summary>
    Goatee,

    /// <summary>The whole area of a beard.</summary>
    FullBeard,
}
