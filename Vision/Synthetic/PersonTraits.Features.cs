namespace FaceGrid.Vision.Synthetic;

/// <content>Eyes, brows, nose, mouth and ears.</content>
public sealed partial record PersonTraits
{
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
}
