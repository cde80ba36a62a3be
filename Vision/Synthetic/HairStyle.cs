namespace FaceGrid.Vision.Synthetic;

/// <summary>The families of hair cut that <see cref="FaceRenderer"/> can draw.</summary>
public enum HairStyle
{
    /// <summary>No hair on the head.</summary>
    Bald,

    /// <summary>A ring of hair above the ears, none on top.</summary>
    Receding,

    /// <summary>Cut to a few millimetres.</summary>
    Cropped,

    /// <summary>Short, combed to one side.</summary>
    Short,

    /// <summary>Short and curly.</summary>
    Curly,

    /// <summary>A fringe over the forehead, short or long at the sides.</summary>
    Fringe,

    /// <summary>To the chin.</summary>
    Bob,

    /// <summary>To the shoulders and below.</summary>
    Long,

    /// <summary>Combed back and bound behind the head.</summary>
    TiedBack,

    /// <summary>A wide, round halo of curls.</summary>
    Afro,
}
