namespace FaceGrid.Vision.Synthetic;

/// <summary>How much a photo may deviate from passport photo conditions.</summary>
public enum Difficulty
{
    /// <summary>Enrolment conditions: nearly frontal, neutral expression, even light, sharp, no occlusion.</summary>
    Studio,

    /// <summary>Conditions at a door: yaw up to about ±22°, light from any side, expressions, some blur and noise.</summary>
    Everyday,

    /// <summary>Yaw up to about ±35°, pitch up to ±20°, hard light, strong blur, noise and compression, occlusion.</summary>
    Hard,
}
