namespace FaceGrid.Vision.Synthetic;

/// <summary>An object that covers part of the face in one photo.</summary>
public enum Occluder
{
    /// <summary>No occlusion.</summary>
    None,

    /// <summary>A medical mask from the bridge of the nose down.</summary>
    MedicalMask,

    /// <summary>A straight opaque bar across the image.</summary>
    Bar,

    /// <summary>Fingers of the person's skin colour in front of the lower face.</summary>
    Hand,

    /// <summary>Dark glasses over the eyes.</summary>
    Sunglasses,

    /// <summary>A cap with a visor.</summary>
    Cap,

    /// <summary>A knitted hat down to the brows.</summary>
    Beanie,

    /// <summary>A scarf up to the mouth.</summary>
    Scarf,
}
