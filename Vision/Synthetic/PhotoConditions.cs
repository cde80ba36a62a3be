namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// What changes from photo to photo of one person: the nuisance that an encoder has to look through. Angles are in
/// degrees, lengths in pixels of the 112 x 112 crop unless said otherwise.
/// </summary>
public sealed partial record PhotoConditions
{
    /// <summary>Head turned towards the picture's right (positive) or left, -35 to 35.</summary>
    public float Yaw { get; init; }

    /// <summary>Head lowered (positive) or raised, -20 to 20.</summary>
    public float Pitch { get; init; }

    /// <summary>Roll that the alignment has left over, -8 to 8.</summary>
    public float Roll { get; init; }

    /// <summary>Camera's distance in template units (one unit is about 1.8 mm), 300 to 1000: nearer means bigger noses.</summary>
    public float CameraDistance { get; init; } = 600;

    /// <summary>0 (calm) to 1 (broad smile); down to -0.4, a frown.</summary>
    public float Smile { get; init; }

    /// <summary>0 (closed) to 1 (wide open).</summary>
    public float MouthOpen { get; init; }

    /// <summary>Brows down (-1) or raised (1).</summary>
    public float BrowRaise { get; init; }

    /// <summary>0 (open) to 1 (closed eyes).</summary>
    public float EyeClosure { get; init; }

    /// <summary>Looking to the picture's left (-1) or right (1).</summary>
    public float GazeX { get; init; }

    /// <summary>Looking up (-1) or down (1).</summary>
    public float GazeY { get; init; }

    /// <summary>Direction of the main light: 0 from the camera, positive from the picture's right, -90 to 90.</summary>
    public float LightAzimuth { get; init; }

    /// <summary>Height of the main light above the camera, -25 to 75.</summary>
    public float LightElevation { get; init; } = 20;

    /// <summary>Strength of the main light against a white surface facing it, 0 to 1.4.</summary>
    public float KeyLight { get; init; } = 0.6f;

    /// <summary>Strength of the light from everywhere, 0.1 to 0.9.</summary>
    public float AmbientLight { get; init; } = 0.5f;

    /// <summary>How dark the shadows are that the head casts on itself, 0 to 1.</summary>
    public float Shadow { get; init; } = 0.5f;

    /// <summary>Warm (positive) or cold (negative) main light, -1 to 1.</summary>
    public float LightWarmth { get; init; }

    /// <summary>Exposure in stops, -1.4 to 1.</summary>
    public float Exposure { get; init; }

    /// <summary>Gamma of the tone curve against sRGB's, 0.75 to 1.35; above 1 is darker in the middle.</summary>
    public float Gamma { get; init; } = 1;

    /// <summary>Error of the white balance towards red (positive) or blue, -1 to 1.</summary>
    public float WhiteBalance { get; init; }

    /// <summary>Error of the white balance towards green (positive) or magenta, -1 to 1.</summary>
    public float Tint { get; init; }

    /// <summary>Saturation of the colours, 0 (grey photo) to 1.3.</summary>
    public float Saturation { get; init; } = 1;

    /// <summary>What is behind the person.</summary>
    public Background Background { get; init; }

    /// <summary>Chooses the background's and the clothes' colours, the noise, and where an occluder lies.</summary>
    public ulong Seed { get; init; }

    /// <summary>Standard deviation of the defocus blur, 0 to 2.2.</summary>
    public float Defocus { get; init; } = 0.4f;

    /// <summary>Length of the motion blur, 0 to 6.</summary>
    public float MotionLength { get; init; }

    /// <summary>Direction of the motion, 0 to 180.</summary>
    public float MotionAngle { get; init; }

    /// <summary>Standard deviation of the sensor's noise at mid grey, in steps of 255, 0 to 18.</summary>
    public float Noise { get; init; } = 1.5f;

    /// <summary>Quality of JPEG compression, 25 to 95; 0 for none.</summary>
    public int JpegQuality { get; init; }

    /// <summary>What covers part of the face.</summary>
    public Occluder Occluder { get; init; }

    /// <summary>The person has taken the glasses off.</summary>
    public bool GlassesOff { get; init; }

    /// <summary>Misalignment to the right, -4 to 4.</summary>
    public float ShiftX { get; init; }

    /// <summary>Misalignment downwards, -4 to 4.</summary>
    public float ShiftY { get; init; }

    /// <summary>Misalignment in size, 0.92 to 1.09.</summary>
    public float Scale { get; init; } = 1;
}
