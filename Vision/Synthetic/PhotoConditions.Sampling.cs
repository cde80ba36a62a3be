namespace FaceGrid.Vision.Synthetic;

/// <content>Draws the conditions of one photo from a seed.</content>
public sealed partial record PhotoConditions
{
    /// <summary>The conditions of a seed at a level of difficulty; the same seed gives the same photo for ever.</summary>
    /// <param name="seed">Any number; unrelated to the person's.</param>
    /// <param name="difficulty">How far the draws may go.</param>
    public static PhotoConditions FromSeed(ulong seed, Difficulty difficulty)
    {
        var r = new SeededRandom(seed, 2 + (ulong)difficulty);
        return difficulty switch
        {
            Difficulty.Studio => Studio(ref r),
            Difficulty.Everyday => Everyday(ref r),
            Difficulty.Hard => Hard(ref r),
            _ => throw new ArgumentOutOfRangeException(nameof(difficulty), difficulty, "no such difficulty"),
        };
    }

    /// <inheritdoc cref="FromSeed(ulong, Difficulty)"/>
    public static PhotoConditions FromSeed(long seed, Difficulty difficulty) => FromSeed(unchecked((ulong)seed), difficulty);

    private static PhotoConditions Studio(ref SeededRandom r) => new()
    {
        Seed = r.NextUInt64(),
        Yaw = r.Normal() * 3f,
        Pitch = r.Normal() * 2.5f,
        Roll = r.Normal() * 1f,
        CameraDistance = r.Uniform(500f, 900f),
        Smile = r.Chance(0.4f) ? r.Uniform(0.1f, 0.6f) : 0f,
        BrowRaise = r.Normal() * 0.1f,
        GazeX = r.Normal() * 0.1f,
        GazeY = r.Normal() * 0.1f,
        LightAzimuth = r.Normal() * 14f,
        LightElevation = r.Uniform(8f, 35f),
        KeyLight = r.Uniform(0.5f, 0.65f),
        AmbientLight = r.Uniform(0.45f, 0.55f),
        Shadow = r.Uniform(0.2f, 0.5f),
        LightWarmth = r.Normal() * 0.12f,
        Exposure = r.Normal() * 0.1f,
        Gamma = 1f + (r.Normal() * 0.03f),
        WhiteBalance = r.Normal() * 0.1f,
        Tint = r.Normal() * 0.06f,
        Saturation = r.Uniform(0.92f, 1.08f),
        Background = r.Chance(0.5f) ? Background.Plain : Background.Gradient,
        Defocus = r.Uniform(0.3f, 0.5f),
        Noise = r.Uniform(0.8f, 2.2f),
        ShiftX = r.Normal() * 0.6f,
        ShiftY = r.Normal() * 0.6f,
        Scale = 1f + (r.Normal() * 0.01f),
    };

    private static PhotoConditions Everyday(ref SeededRandom r) => new()
    {
        Seed = r.NextUInt64(),
        Yaw = Limit(r.Normal() * 10f, 22f),
        Pitch = Limit(r.Normal() * 6f, 14f),
        Roll = r.Normal() * 2f,
        CameraDistance = r.Uniform(380f, 900f),
        Smile = r.Chance(0.55f) ? r.Uniform(0.1f, 1f) : r.Uniform(-0.25f, 0.1f),
        MouthOpen = r.Chance(0.3f) ? r.Uniform(0.05f, 0.6f) : 0f,
        BrowRaise = r.Normal() * 0.35f,
        EyeClosure = r.Chance(0.08f) ? r.Uniform(0.4f, 1f) : r.Uniform(0f, 0.3f),
        GazeX = Limit(r.Normal() * 0.35f, 1f),
        GazeY = Limit(r.Normal() * 0.3f, 1f),
        LightAzimuth = Limit(r.Normal() * 35f, 75f),
        LightElevation = r.Uniform(-5f, 60f),
        KeyLight = r.Uniform(0.35f, 0.95f),
        AmbientLight = r.Uniform(0.3f, 0.6f),
        Shadow = r.Uniform(0.2f, 0.9f),
        LightWarmth = Limit(r.Normal() * 0.4f, 1f),
        Exposure = Limit(r.Normal() * 0.3f, 0.7f),
        Gamma = 1f + (r.Normal() * 0.09f),
        WhiteBalance = Limit(r.Normal() * 0.35f, 1f),
        Tint = Limit(r.Normal() * 0.2f, 0.6f),
        Saturation = r.Chance(0.04f) ? 0f : r.Uniform(0.7f, 1.2f),
        Background = (Background)r.Next(4),
        Defocus = r.Uniform(0.3f, 0.95f),
        MotionLength = r.Chance(0.12f) ? r.Uniform(1f, 2.5f) : 0f,
        MotionAngle = r.Uniform(0f, 180f),
        Noise = r.Uniform(1f, 6f),
        JpegQuality = r.Chance(0.6f) ? 50 + r.Next(45) : 0,
        Occluder = r.Chance(0.05f) ? DrawOccluder(ref r, mild: true) : Occluder.None,
        GlassesOff = r.Chance(0.08f),
        ShiftX = Limit(r.Normal() * 1.1f, 3f),
        ShiftY = Limit(r.Normal() * 1.1f, 3f),
        Scale = 1f + Limit(r.Normal() * 0.02f, 0.06f),
    };

    private static PhotoConditions Hard(ref SeededRandom r) => new()
    {
        Seed = r.NextUInt64(),
        Yaw = Limit(r.Normal() * 18f, 35f),
        Pitch = Limit(r.Normal() * 10f, 20f),
        Roll = Limit(r.Normal() * 3.5f, 8f),
        CameraDistance = r.Uniform(300f, 1000f),
        Smile = r.Chance(0.55f) ? r.Uniform(0.1f, 1f) : r.Uniform(-0.4f, 0.1f),
        MouthOpen = r.Chance(0.4f) ? r.Uniform(0.05f, 1f) : 0f,
        BrowRaise = Limit(r.Normal() * 0.5f, 1f),
        EyeClosure = r.Chance(0.18f) ? r.Uniform(0.4f, 1f) : r.Uniform(0f, 0.35f),
        GazeX = Limit(r.Normal() * 0.5f, 1f),
        GazeY = Limit(r.Normal() * 0.4f, 1f),
        LightAzimuth = Limit(r.Normal() * 55f, 90f),
        LightElevation = r.Uniform(-25f, 75f),
        KeyLight = r.Uniform(0.3f, 1.4f),
        AmbientLight = r.Uniform(0.12f, 0.55f),
        Shadow = r.Uniform(0.3f, 1f),
        LightWarmth = Limit(r.Normal() * 0.6f, 1f),
        Exposure = Limit(r.Normal() * 0.5f, 1.1f),
        Gamma = Math.Clamp(1f + (r.Normal() * 0.15f), 0.75f, 1.35f),
        WhiteBalance = Limit(r.Normal() * 0.5f, 1f),
        Tint = Limit(r.Normal() * 0.35f, 1f),
        Saturation = r.Chance(0.1f) ? 0f : r.Uniform(0.5f, 1.3f),
        Background = (Background)r.Next(4),
        Defocus = r.Uniform(0.3f, 2f),
        MotionLength = r.Chance(0.25f) ? r.Uniform(1f, 6f) : 0f,
        MotionAngle = r.Uniform(0f, 180f),
        Noise = r.Uniform(1f, 16f),
        JpegQuality = r.Chance(0.75f) ? 25 + r.Next(70) : 0,
        Occluder = r.Chance(0.35f) ? DrawOccluder(ref r, mild: false) : Occluder.None,
        GlassesOff = r.Chance(0.2f),
        ShiftX = Limit(r.Normal() * 1.8f, 4f),
        ShiftY = Limit(r.Normal() * 1.8f, 4f),
        Scale = 1f + Limit(r.Normal() * 0.035f, 0.08f),
    };

    private static Occluder DrawOccluder(ref SeededRandom r, bool mild) =>
        mild ? (Occluder)(5 + r.Next(3)) : (Occluder)(1 + r.Next(7));

    private static float Limit(float value, float bound) => Math.Clamp(value, -bound, bound);
}
