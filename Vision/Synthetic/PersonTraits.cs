namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// The traits of one synthetic person: everything that is constant over photos. Lengths are in template units: one unit is one
/// pixel of the 112 x 112 crop in a frontal photo of an average face, whose eyes are 35.2 units apart. Positions are relative to
/// the point between the eyes, y downwards. No trait is taken from a real person.
/// </summary>
public sealed partial record PersonTraits
{
    /// <summary>Half the width of the head at the temples, 37 to 46.</summary>
    public required float HeadWidth { get; init; }

    /// <summary>From the eyes to the crown, 56 to 70.</summary>
    public required float HeadTop { get; init; }

    /// <summary>From the middle of the head to the plane of the face, 43 to 52.</summary>
    public required float HeadDepth { get; init; }

    /// <summary>From the eyes to the lowest point of the chin, 54 to 66.</summary>
    public required float ChinLength { get; init; }

    /// <summary>How much narrower the jaw is than the temples, 0 (as wide) to 0.36 (pointed).</summary>
    public required float JawTaper { get; init; }

    /// <summary>How square the jaw ends, 2.8 (oval) to 8 (box).</summary>
    public required float JawSquareness { get; init; }

    /// <summary>Where the jaw's corner lies below the temples, as a share of the chin's distance, 0.66 to 0.92.</summary>
    public required float JawCorner { get; init; }

    /// <summary>How far the cheekbones stand out, -1 to 4.</summary>
    public required float Cheekbones { get; init; }

    /// <summary>Hollow (-4) to round (4) cheeks.</summary>
    public required float CheekFullness { get; init; }

    /// <summary>How far the chin stands forward, -2 to 5.</summary>
    public required float ChinProjection { get; init; }

    /// <summary>Radius of the chin's ball, 9 to 19.</summary>
    public required float ChinWidth { get; init; }

    /// <summary>Depth of a cleft in the chin, 0 to 1.</summary>
    public required float ChinCleft { get; init; }

    /// <summary>Bulge of the forehead, -3 (sloping back) to 4.</summary>
    public required float Forehead { get; init; }

    /// <summary>Melanin of the skin from 0 (lightest) to 1 (darkest).</summary>
    public required float Melanin { get; init; }

    /// <summary>Redness of the skin, -1 to 1.</summary>
    public required float Redness { get; init; }

    /// <summary>Yellowness of the skin, -1 to 1.</summary>
    public required float Yellowness { get; init; }

    /// <summary>Unevenness of the skin colour, 0 to 1.</summary>
    public required float Mottling { get; init; }

    /// <summary>Red cheeks, nose and ears, 0 to 1.</summary>
    public required float Blush { get; init; }

    /// <summary>Shine of the skin, 0 to 1.</summary>
    public required float Oiliness { get; init; }

    /// <summary>Strength and number of freckles, 0 to 1.</summary>
    public required float Freckles { get; init; }

    /// <summary>Number of moles on the face, 0 to 4; <see cref="TextureSeed"/> determines their positions.</summary>
    public required int Moles { get; init; }

    /// <summary>0 (about 18 years) to 1 (about 80): folds, wrinkles, bags under the eyes.</summary>
    public required float Age { get; init; }

    /// <summary>Seed of freckles, moles, skin unevenness and strands of hair.</summary>
    public required uint TextureSeed { get; init; }

    /// <summary>Half the neck's width, 22 to 33.</summary>
    public required float NeckWidth { get; init; }
}
