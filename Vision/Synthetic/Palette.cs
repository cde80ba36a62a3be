using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>A person's colours in linear light, as under white light of strength 1.</summary>
internal sealed class Palette
{
    private static readonly Vector3[] SkinSteps =
    [
        Linear(250, 220, 202), Linear(240, 200, 176), Linear(226, 178, 146), Linear(204, 150, 114),
        Linear(170, 115, 80), Linear(126, 80, 54), Linear(88, 54, 38), Linear(62, 39, 29),
    ];

    private static readonly Vector3[] HairSteps =
    [
        Linear(228, 200, 150), Linear(190, 150, 98), Linear(132, 94, 60), Linear(80, 54, 36), Linear(44, 31, 24), Linear(20, 17, 17),
    ];

    private static readonly Vector3 Red = Linear(168, 74, 34);
    private static readonly Vector3 Grey = Linear(184, 182, 180);
    private static readonly Vector3[] IrisSteps =
    [
        Linear(46, 28, 20), Linear(84, 52, 30), Linear(124, 92, 52), Linear(120, 118, 84), Linear(122, 146, 160), Linear(150, 178, 196),
    ];

    public Palette(PersonTraits t)
    {
        var skin = Along(SkinSteps, t.Melanin);
        skin *= new Vector3(1 + (0.06f * t.Redness), 1 - (0.045f * t.Redness), 1 - (0.03f * t.Redness));
        skin *= new Vector3(1 + (0.01f * t.Yellowness), 1 + (0.02f * t.Yellowness), 1 - (0.14f * t.Yellowness));
        Skin = skin;

        var hair = Along(HairSteps, t.HairDarkness);
        hair = Mix(hair, Red * (1.3f - t.HairDarkness), t.HairRedness * 0.75f);
        Hair = Mix(hair, Grey, t.HairGrey);
        Brow = Mix(Mix(hair, hair * 0.55f, 0.7f), Grey, t.HairGrey * 0.5f);
        Beard = Mix(hair * 0.85f, Grey, Math.Min(1, t.HairGrey * 1.2f));

        var iris = Along(IrisSteps, t.IrisLightness);
        var green = new Vector3(0.9f, 1.12f, 0.72f);
        Iris = t.IrisLightness > 0.4f ? Mix(iris, iris * green, t.IrisGreen) : iris;

        var lips = skin * Mix(new Vector3(0.92f, 0.66f, 0.66f), new Vector3(0.86f, 0.42f, 0.44f), t.LipRedness);
        var stick = t.LipstickShade < 0.5f
            ? Mix(Linear(112, 48, 40), Linear(176, 28, 40), t.LipstickShade * 2)
            : Mix(Linear(176, 28, 40), Linear(216, 96, 124), (t.LipstickShade * 2) - 1);
        Lips = Mix(lips, stick, t.Lipstick * 0.8f);

        Rims = t.RimColour < 0.4f ? Linear(24, 22, 22)
            : t.RimColour < 0.6f ? Linear(86, 54, 32)
            : t.RimColour < 0.75f ? Linear(110, 28, 36)
            : Linear(150, 146, 138);
    }

    public Vector3 Skin { get; }

    public Vector3 Hair { get; }

    public Vector3 Brow { get; }

    public Vector3 Beard { get; }

    public Vector3 Iris { get; }

    public Vector3 Lips { get; }

    public Vector3 Rims { get; }

    private static Vector3 Along(Vector3[] steps, float t)
    {
        var p = Math.Clamp(t, 0, 1) * (steps.Length - 1);
        var i = Math.Min((int)p, steps.Length - 2);
        return Mix(steps[i], steps[i + 1], p - i);
    }
}
