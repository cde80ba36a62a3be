namespace FaceGrid.Vision.Synthetic;

public enum FacialHair
{
    None,

    /// <summary>A shadow of a few days over the beard's area.</summary>
    Stubble,

    Moustache,

    /// <summary>Moustache and chin beard, cheeks shaved.</summary>
    Goatee,

    /// <summary>The whole beard's area.</summary>
    FullBeard,
}
