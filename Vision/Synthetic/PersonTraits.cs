namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// What makes one made-up person: everything that stays the same from photo to photo. Lengths are in template units: one
/// unit is one pixel of the 112 x 112 crop in a frontal photo of an average face, whose eyes are 35.2 units apart.
/// Positions are relative to the point between the eyes, y downwards. No trait is taken from a real person.
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

    /// <summary>Number of moles on the face, 0 to 4; <see cref="TextureSeed"/> says where.</summary>
    public required int Moles { get; init; }

    /// <summary>0 (about 18 years) to 1 (about 80): folds, wrinkles, bags under the eyes.</summary>
    public required float Age { get; init; }

    /// <summary>Places freckles, moles, skin unevenness and strands of hair.</summary>
    public required uint TextureSeed { get; init; }

    /// <summary>Half the distance between the eyes' centres, 15.6 to 19.6.</summary>
    public required float EyeSpacing { get; init; }

    /// <summary>Eyes lower (positive) or higher in the face, -2 to 2.</summary>
    public required float EyeHeight { get; init; }

    /// <summary>Half the length of the eye's opening, 6.8 to 9.6.</summary>
    public required float EyeWidth { get; init; }

    /// <summary>Height of the wide-awake eye's opening above its axis, 2.6 to 5.4.</summary>
    public required float EyeOpening { get; init; }

    /// <summary>Slope of the eye's axis: positive lifts the outer corner; -0.16 to 0.24.</summary>
    public required float EyeTilt { get; init; }

    /// <summary>How deep the eyes lie, 1 to 6.</summary>
    public required float EyeDepth { get; init; }

    /// <summary>0 (single lid, no crease) to 1 (deep crease above the lid).</summary>
    public required float LidCrease { get; init; }

    /// <summary>Distance from the lid's edge to its crease, 1.6 to 4.</summary>
    public required float LidHeight { get; init; }

    /// <summary>Darkness of the lashes, 0.2 to 1.</summary>
    public required float Lashes { get; init; }

    /// <summary>Iris from 0 (dark brown) over hazel and green to 1 (light blue or grey).</summary>
    public required float IrisLightness { get; init; }

    /// <summary>Of light irises: 0 (blue-grey) to 1 (green).</summary>
    public required float IrisGreen { get; init; }

    /// <summary>Radius of the iris, 3.1 to 4.0.</summary>
    public required float IrisSize { get; init; }

    /// <summary>Shadows and bags under the eyes, 0 to 1.</summary>
    public required float EyeBags { get; init; }

    /// <summary>Height of the brows above the eyes, 7.5 to 13.</summary>
    public required float BrowHeight { get; init; }

    /// <summary>Half the brows' thickness at the inner end, 1 to 3.4.</summary>
    public required float BrowThickness { get; init; }

    /// <summary>Height of the brows' arch, 0 to 4.</summary>
    public required float BrowArch { get; init; }

    /// <summary>Slope of the brows: positive lifts the outer ends; -0.15 to 0.25.</summary>
    public required float BrowTilt { get; init; }

    /// <summary>Distance of the brows' inner ends from the middle, 3.5 to 10.</summary>
    public required float BrowGap { get; init; }

    /// <summary>Length of a brow, 16 to 25.</summary>
    public required float BrowLength { get; init; }

    /// <summary>How dense the brows are, 0.5 to 1.</summary>
    public required float BrowDensity { get; init; }

    /// <summary>Bone above the eyes, 0 to 4.</summary>
    public required float BrowRidge { get; init; }

    /// <summary>One brow higher than the other, -1 to 1.</summary>
    public required float BrowAsymmetry { get; init; }

    /// <summary>From the eyes to the nose's lower end, 19 to 29.</summary>
    public required float NoseLength { get; init; }

    /// <summary>Distance of the nostrils' outer sides from the middle, 6 to 12.</summary>
    public required float NoseWidth { get; init; }

    /// <summary>Height of the bridge between the eyes, 1 to 7.</summary>
    public required float BridgeHeight { get; init; }

    /// <summary>Half the bridge's width, 3.8 to 7.</summary>
    public required float BridgeWidth { get; init; }

    /// <summary>How far the nose's tip stands out, 9 to 18.</summary>
    public required float TipHeight { get; init; }

    /// <summary>Radius of the tip, 4.5 to 8.5.</summary>
    public required float TipWidth { get; init; }

    /// <summary>Hooked (positive) or hollow (negative) bridge, -3 to 3.</summary>
    public required float NoseHump { get; init; }

    /// <summary>Tip turned up (positive) or down, -2 to 3.</summary>
    public required float TipTurn { get; init; }

    /// <summary>Radius of the nostrils, 1.2 to 2.6.</summary>
    public required float NostrilSize { get; init; }

    /// <summary>Nose bent to one side, -1.5 to 1.5.</summary>
    public required float NoseBend { get; init; }

    /// <summary>Height of the mouth below the eyes, 37 to 45.</summary>
    public required float MouthHeight { get; init; }

    /// <summary>Half the mouth's width, 11 to 18.</summary>
    public required float MouthWidth { get; init; }

    /// <summary>Height of the upper lip, 1 to 4.5.</summary>
    public required float UpperLip { get; init; }

    /// <summary>Height of the lower lip, 1.6 to 6.5.</summary>
    public required float LowerLip { get; init; }

    /// <summary>Depth of the dip in the upper lip, 0 to 1.6.</summary>
    public required float CupidsBow { get; init; }

    /// <summary>Corners of the calm mouth up (positive) or down, -1.2 to 3.</summary>
    public required float MouthCurve { get; init; }

    /// <summary>Redness of the lips against the skin, 0 to 1.</summary>
    public required float LipRedness { get; init; }

    /// <summary>Corners at different heights, -1 to 1.</summary>
    public required float MouthAsymmetry { get; init; }

    /// <summary>Half the ears' height, 10 to 16.</summary>
    public required float EarSize { get; init; }

    /// <summary>How far the ears stand off the head, 2.5 to 10.</summary>
    public required float EarProtrusion { get; init; }

    /// <summary>Ears' centre below the eyes, 2 to 10.</summary>
    public required float EarHeight { get; init; }

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

    /// <summary>Where the hair is parted or combed from, -1 (picture's left) to 1.</summary>
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

    /// <summary>Half the neck's width, 22 to 33.</summary>
    public required float NeckWidth { get; init; }
}
