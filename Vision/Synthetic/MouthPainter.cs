using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Paints lips, teeth and the inside of the mouth.</summary>
internal sealed class MouthPainter(PersonTraits traits, PhotoConditions photo, FaceGeometry face, Palette palette)
{
    /// <summary>Changes colour and gloss of the skin around the mouth.</summary>
    /// <param name="x">Horizontal coordinate, template units.</param>
    /// <param name="y">Vertical coordinate, template units.</param>
    /// <param name="albedo">Colour of the skin, changed in place.</param>
    /// <param name="gloss">Strength of the highlight, changed in place.</param>
    /// <param name="tight">Exponent of the highlight (<see cref="Lighting.Shade"/>), changed in place.</param>
    public void Paint(float x, float y, ref Vector3 albedo, ref float gloss, ref int tight)
    {
        var across = x / face.MouthHalf;
        var a2 = across * across;

        // Corners: small dark dimples.
        var corner = Bump((Math.Abs(across) - 1) / 0.16f, (y - face.LipLine(across < 0 ? -1 : 1)) / 2.2f);
        albedo *= 1 - (0.4f * corner);
        if (a2 >= 1)
        {
            return;
        }

        var line = face.LipLine(across);
        var gap = face.LipGap(across);
        var top = line - (gap * 0.25f);
        var bottom = line + (gap * 0.75f);
        var upper = face.UpperLip(across);
        var lower = face.LowerLip(across);
        var taper = Smooth(1, 0.82f, Math.Abs(across));
        var onUpper = Smooth(-0.5f, 0.6f, y - top + upper) * Smooth(0.4f, -0.4f, y - top);
        var onLower = Smooth(-0.4f, 0.4f, y - bottom) * Smooth(0.7f, -0.7f, y - bottom - lower);
        var lip = Saturate(onUpper + onLower) * taper;
        if (lip > 0)
        {
            var wrinkle = 1 + (0.06f * Noise(x * 1.4f, y * 0.2f, traits.TextureSeed + 61));
            var round = onLower > onUpper ? 1.06f : 0.86f;
            albedo = Mix(albedo, palette.Lips * (wrinkle * round), lip * 0.9f);
            gloss = Mix(gloss, 0.05f + (0.08f * traits.Lipstick), onLower * taper);
            tight = 4;
        }

        // Below the lower lip it is a little darker.
        albedo *= 1 - (0.12f * Bump(across / 0.8f, (y - bottom - lower - 1.6f) / 2.2f));

        var between = Smooth(-0.6f, 0.2f, y - top) * Smooth(0.6f, -0.2f, y - bottom);
        if (gap < 0.3f)
        {
            albedo *= 1 - (0.72f * Smooth(0.95f, 0.1f, Math.Abs(y - line)) * Smooth(1, 0.9f, Math.Abs(across)));
            return;
        }

        if (between > 0)
        {
            var teethHeight = Math.Min(gap * 0.85f, 4.2f) * (photo.Smile > 0.1f ? 1 : 0.55f);
            var teeth = Smooth(0.5f, -0.3f, y - top - teethHeight) * Smooth(0.97f, 0.8f, Math.Abs(across));
            var tooth = 1 - (0.16f * Smooth(0.5f, 0.9f, Math.Abs(Sin(x * 0.95f))));
            var cave = new Vector3(0.045f, 0.012f, 0.012f);
            var tongue = new Vector3(0.28f, 0.08f, 0.08f) * Smooth(bottom - 3.5f, bottom, y);
            var toothColour = new Vector3(0.56f, 0.53f, 0.46f) * (tooth * Mix(0.5f, 1, Smooth(0.9f, 0.3f, Math.Abs(across))));
            var insideColour = Mix(cave + tongue, toothColour, teeth);
            albedo = Mix(albedo, insideColour, between);
            gloss *= 1 - between;
        }
    }
}
