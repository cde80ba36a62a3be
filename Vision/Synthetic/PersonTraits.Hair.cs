namespace FaceGrid.Vision.Synthetic;

/// <content>Hair, facial hair, glasses and make-up.</content>
public sealed partial record PersonTraits
{
    /// <summary>Cut of the hair.</summary>
    public required HairStyle HairStyle { get; init; }

    /// <summary>Hair from 0 (lightest blond) over brown to 1 (black).</summary>
    public required float HairDarkness { get; init; }

    /// <summary>Red in the hair, 0 to 1.</summary>
    public required float HairRedness { get; init; }

    /// <summary>Share of grey hair, 0 to 1.</summary>
    public required float HairGrey { get; init; }

    /// <summary>From the eyes up to the hair's front edge, 30 to 48; for a fringe, 12 to 26.</summary>
    public required float Hairline { get; init; }

    /// <summary>Bays at the temples, 0 to 1.</summary>
    public required float HairlineBays { get; init; }

    /// <summary>Widow's peak, 0 to 6.</summary>
    public required float WidowsPeak { get; init; }

    /// <summary>Thickness of the hair over the skull, 1 to 24.</summary>
    public required float HairVolume { get; init; }

    /// <summary>Lowest end of long hair below the eyes, 20 to 120.</summary>
    public required float HairLength { get; init; }

    /// <summary>Where the hair is parted or combed from, -1 (image's left) to 1.</summary>
    public required float HairPart { get; init; }

    /// <summary>Angle from the front at which long hair begins at the sides, 0.75 to 1.3 rad.</summary>
    public required float HairOpening { get; init; }

    /// <summary>Straight (0) to curly (1).</summary>
    public required float HairCurl { get; init; }

    /// <summary>Lower end of the sideburns, 0 to 26.</summary>
    public required float Sideburns { get; init; }

    /// <summary>Moustache or beard.</summary>
    public required FacialHair FacialHair { get; init; }

    /// <summary>How dense the facial hair is, 0.3 to 1.</summary>
    public required float FacialHairDensity { get; init; }

    /// <summary>The person's usual glasses; a photo may be taken without them.</summary>
    public required GlassesStyle Glasses { get; init; }

    /// <summary>Half the width of a lens, 9 to 14.</summary>
    public required float LensWidth { get; init; }

    /// <summary>Half the height of a lens, 6 to 12.</summary>
    public required float LensHeight { get; init; }

    /// <summary>Half the thickness of the rims, 0.4 to 1.6.</summary>
    public required float RimThickness { get; init; }

    /// <summary>Colour of the rims: 0 black, over brown and red, to 1 metal.</summary>
    public required float RimColour { get; init; }

    /// <summary>Strength of lipstick, 0 to 1.</summary>
    public required float Lipstick { get; init; }

    /// <summary>Shade of lipstick, 0 (brown) over red to 1 (pink).</summary>
    public required float LipstickShade { get; init; }

    /// <summary>Strength of eye make-up, 0 to 1.</summary>
    public required float EyeMakeup { get; init; }
}
