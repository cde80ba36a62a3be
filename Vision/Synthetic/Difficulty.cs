namespace FaceGrid.Vision.Synthetic;

/// <summary>How much a photo may differ from the picture in a passport.</summary>
public enum Difficulty
{
    /// <summary>As taken for an enrolment: nearly frontal, calm face, even light, sharp, nothing in front of the face.</summary>
    Studio,

    /// <summary>A person at a door: yaw to about ±22°, light from any side, expressions, some blur and noise.</summary>
    Everyday,

    /// <summary>Yaw to about ±35°, pitch to ±20°, hard light, strong blur, noise and compression, covered parts.</summary>
    Hard,
}
