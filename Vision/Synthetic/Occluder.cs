namespace FaceGrid.Vision.Synthetic;

/// <summary>What covers part of the face in one photo.</summary>
public enum Occluder
{
    None,

    /// <summary>A medical mask from the bridge of the nose down.</summary>
    MedicalMask,

    /// <summary>A straight opaque bar somewhere across the picture.</summary>
    Bar,

    /// <summary>Fingers of the person's own skin colour in front of the lower face.</summary>
    Hand,

    Sunglasses,

    /// <summary>A cap with a visor.</summary>
    Cap,

    /// <summary>A knitted hat down to the brows.</summary>
    Beanie,

    /// <summary>A scarf up to the mouth.</summary>
    Scarf,
}
