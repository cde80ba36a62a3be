namespace FaceGrid.Vision.Synthetic;

/// <content>Draws a person from a seed.</content>
public sealed partial record PersonTraits
{
    /// <summary>
    /// The person of a seed. The same seed is the same person for ever; see <see cref="MadeUpPeople"/> for which seeds are
    /// for training and which are for tests. Traits that go together in life (dark skin and dark hair, age and grey hair,
    /// beard and brow) are drawn together, everything else independently.
    /// </summary>
    /// <param name="seed">Any number.</param>
    public static PersonTraits FromSeed(ulong seed)
    {
        var r = new SeededRandom(seed, 1);
        var masculine = Blend(r.Uniform());
        var age = r.Uniform() * r.Uniform(0.45f, 1f);
        var melanin = r.Uniform();
        var style = DrawHairStyle(ref r, masculine, age, melanin);
        var hairDarkness = Math.Clamp(melanin > 0.5f ? r.Uniform(0.8f, 1f) : r.Uniform(0.05f, 1f) + (melanin * 0.5f), 0f, 1f);
        var grey = age > 0.35f ? r.Uniform() * Math.Min(1f, (age - 0.3f) * 2.2f) : 0f;
        var fringe = style == HairStyle.Fringe;
        var hasLightEyes = r.Chance(melanin < 0.45f ? 0.9f - (hairDarkness * 0.6f) : 0.06f);
        var fem = 1 - masculine;

        return new PersonTraits
        {
            HeadWidth = r.Bell(36.2f, 46.6f),
            HeadTop = r.Bell(55f, 70f),
            HeadDepth = r.Bell(43f, 52f),
            ChinLength = r.Bell(53f, 66f) + masculine,
            JawTaper = Math.Clamp(r.Bell(-0.02f, 0.36f) + (0.05f * fem), 0f, 0.36f),
            JawSquareness = Math.Clamp(r.Bell(2.6f, 8f) + masculine, 2.8f, 8f),
            JawCorner = r.Bell(0.66f, 0.92f),
            Cheekbones = r.Bell(-1.5f, 4.5f),
            CheekFullness = r.Bell(-4.5f, 4.5f) - (age * 0.8f),
            ChinProjection = r.Bell(-2.5f, 5.5f),
            ChinWidth = r.Bell(8f, 18f) + masculine,
            ChinCleft = r.Chance(0.18f) ? r.Uniform(0.3f, 1f) : 0f,
            Forehead = r.Bell(-3.5f, 4.5f),
            Melanin = melanin,
            Redness = r.Bell(-1f, 1f),
            Yellowness = r.Bell(-1f, 1f),
            Mottling = r.Uniform(),
            Blush = r.Uniform() * r.Uniform(),
            Oiliness = r.Uniform(),
            Freckles = melanin < 0.5f && r.Chance(0.28f) ? r.Uniform(0.25f, 1f) : 0f,
            Moles = r.Chance(0.4f) ? 1 + r.Next(4) : 0,
            Age = age,
            TextureSeed = (uint)r.NextUInt64(),
            EyeSpacing = r.Bell(15.3f, 19.9f),
            EyeHeight = r.Bell(-2f, 2f),
            EyeWidth = r.Bell(6.6f, 9.8f),
            EyeOpening = r.Bell(2.4f, 5.4f) + (0.25f * fem),
            EyeTilt = r.Bell(-0.17f, 0.25f),
            EyeDepth = r.Bell(0.8f, 6f),
            LidCrease = r.Chance(0.3f) ? r.Uniform(0f, 0.25f) : r.Uniform(0.4f, 1f),
            LidHeight = r.Bell(1.4f, 4f),
            Lashes = Math.Clamp(r.Uniform(0.2f, 0.8f) + (0.25f * fem), 0.2f, 1f),
            IrisLightness = hasLightEyes ? r.Uniform(0.35f, 1f) : r.Uniform(0f, 0.3f),
            IrisGreen = r.Uniform(),
            IrisSize = r.Bell(3.1f, 4f),
            EyeBags = Math.Clamp((r.Uniform() * 0.6f) + (age * 0.5f), 0f, 1f),
            BrowHeight = r.Bell(7f, 13f) + (0.6f * fem),
            BrowThickness = Math.Clamp(r.Bell(0.8f, 3.2f) + (0.5f * (masculine - 0.5f)), 0.8f, 3.4f),
            BrowArch = r.Bell(-0.6f, 4.2f),
            BrowTilt = r.Bell(-0.16f, 0.26f),
            BrowGap = r.Bell(3f, 10f),
            BrowLength = r.Bell(15.5f, 25f),
            BrowDensity = r.Uniform(0.5f, 1f),
            BrowRidge = r.Bell(-0.5f, 3.5f) + masculine,
            BrowAsymmetry = r.Normal() * 0.35f,
            NoseLength = r.Bell(18.5f, 29f),
            NoseWidth = r.Bell(5.6f, 11.5f) + (melanin * 0.6f),
            BridgeHeight = r.Bell(0.6f, 7f),
            BridgeWidth = r.Bell(3.6f, 7f),
            TipHeight = r.Bell(8.5f, 18f),
            TipWidth = r.Bell(4.2f, 8.6f),
            NoseHump = r.Bell(-3.2f, 3.4f),
            TipTurn = r.Bell(-2.2f, 3.2f),
            NostrilSize = r.Bell(1.1f, 2.6f),
            NoseBend = r.Normal() * 0.5f,
            MouthHeight = r.Bell(36.8f, 44.6f),
            MouthWidth = r.Bell(10.8f, 18.2f),
            UpperLip = Math.Clamp(r.Bell(0.8f, 4.2f) + (0.4f * fem) - (0.6f * age), 1f, 4.5f),
            LowerLip = Math.Clamp(r.Bell(2f, 6.6f) + (0.4f * fem) - (0.6f * age), 1.6f, 6.5f),
            CupidsBow = r.Uniform(0f, 1.6f),
            MouthCurve = r.Bell(-1.2f, 3f),
            LipRedness = r.Uniform(0.1f, 1f),
            MouthAsymmetry = r.Normal() * 0.4f,
            EarSize = r.Bell(9.5f, 15.5f) + (age * 1.5f),
            EarProtrusion = r.Bell(2f, 10f),
            EarHeight = r.Bell(2f, 10f),
            HairStyle = style,
            HairDarkness = hairDarkness,
            HairRedness = r.Chance(0.2f) ? r.Uniform(0.4f, 1f) : r.Uniform(0f, 0.35f),
            HairGrey = grey,
            Hairline = fringe ? r.Uniform(12f, 25f) : r.Bell(31f, 45f) + (style == HairStyle.Afro ? 0f : age * 3f),
            HairlineBays = r.Uniform() * (0.25f + (0.75f * masculine)),
            WidowsPeak = r.Chance(0.3f) ? r.Uniform(1f, 6f) : 0f,
            HairVolume = DrawVolume(ref r, style),
            HairLength = DrawLength(ref r, style, masculine),
            HairPart = r.Uniform(-1f, 1f),
            HairOpening = r.Bell(0.78f, 1.3f),
            HairCurl = style is HairStyle.Curly or HairStyle.Afro ? r.Uniform(0.75f, 1f) : r.Uniform(0f, melanin > 0.7f ? 0.9f : 0.6f),
            Sideburns = r.Uniform(0f, 12f + (12f * masculine)),
            FacialHair = DrawFacialHair(ref r, masculine),
            FacialHairDensity = r.Uniform(0.35f, 1f),
            Glasses = r.Chance(0.16f + (0.25f * age)) ? (GlassesStyle)(1 + r.Next(3)) : GlassesStyle.None,
            LensWidth = r.Bell(9.4f, 14f),
            LensHeight = r.Bell(6f, 11.5f),
            RimThickness = r.Uniform(0.4f, 1.5f),
            RimColour = r.Uniform(),
            Lipstick = r.Chance(0.5f * fem) ? r.Uniform(0.3f, 1f) : 0f,
            LipstickShade = r.Uniform(),
            EyeMakeup = r.Chance(0.55f * fem) ? r.Uniform(0.3f, 1f) : 0f,
            NeckWidth = r.Bell(22f, 29f) + (4f * masculine),
        };
    }

    /// <inheritdoc cref="FromSeed(ulong)"/>
    public static PersonTraits FromSeed(long seed) => FromSeed(unchecked((ulong)seed));

    /// <summary>Pushes a uniform draw towards 0 and 1: most faces read as one or the other, some as neither.</summary>
    private static float Blend(float u) => u * u * (3 - (2 * u));

    private static HairStyle DrawHairStyle(ref SeededRandom r, float masculine, float age, float melanin)
    {
        var u = r.Uniform();
        if (masculine > 0.5f)
        {
            var bald = 0.04f + (0.16f * age);
            var receding = bald + (0.26f * age);
            return u < bald ? HairStyle.Bald
                : u < receding ? HairStyle.Receding
                : u < 0.46f ? (melanin > 0.6f ? HairStyle.Cropped : HairStyle.Short)
                : u < 0.58f ? HairStyle.Cropped
                : u < 0.74f ? HairStyle.Short
                : u < 0.83f ? HairStyle.Curly
                : u < 0.90f ? HairStyle.Fringe
                : u < 0.95f ? (melanin > 0.6f ? HairStyle.Afro : HairStyle.TiedBack)
                : HairStyle.Long;
        }

        return u < 0.30f ? HairStyle.Long
            : u < 0.50f ? HairStyle.Bob
            : u < 0.66f ? HairStyle.Fringe
            : u < 0.80f ? HairStyle.TiedBack
            : u < 0.87f ? HairStyle.Short
            : u < 0.93f ? HairStyle.Curly
            : melanin > 0.5f ? HairStyle.Afro : HairStyle.Long;
    }

    private static float DrawVolume(ref SeededRandom r, HairStyle style) => style switch
    {
        HairStyle.Bald => 0f,
        HairStyle.Receding => r.Uniform(1.5f, 5f),
        HairStyle.Cropped => r.Uniform(0.8f, 2.2f),
        HairStyle.TiedBack => r.Uniform(2f, 4.5f),
        HairStyle.Curly => r.Uniform(6f, 12f),
        HairStyle.Afro => r.Uniform(13f, 24f),
        _ => r.Uniform(4f, 11f),
    };

    private static float DrawLength(ref SeededRandom r, HairStyle style, float masculine) => style switch
    {
        HairStyle.Bob => r.Uniform(30f, 56f),
        HairStyle.Long => r.Uniform(65f, 120f),
        HairStyle.Fringe => masculine > 0.5f ? 0f : r.Uniform(0f, 110f),
        HairStyle.Afro => r.Uniform(10f, 34f),
        _ => 0f,
    };

    private static FacialHair DrawFacialHair(ref SeededRandom r, float masculine)
    {
        var u = r.Uniform();
        return masculine < 0.6f || u < 0.45f ? FacialHair.None
            : u < 0.62f ? FacialHair.Stubble
            : u < 0.73f ? FacialHair.Moustache
            : u < 0.84f ? FacialHair.Goatee
            : FacialHair.FullBeard;
    }
}
