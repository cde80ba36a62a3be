using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Colours the bare skin of the face: complexion, freckles, moles, eye make-up, hair roots, and darkness in folds.</summary>
internal sealed class SkinPainter(
    PersonTraits traits, PhotoConditions photo, FaceGeometry face, Palette palette, Hairline hairline, Vector3[] moles)
{
    /// <summary>Reflectance of the skin in linear light.</summary>
    /// <param name="p">The place on the head.</param>
    /// <param name="x">Its horizontal coordinate, template units.</param>
    /// <param name="y">Its vertical coordinate, template units.</param>
    /// <param name="ax">|x|.</param>
    public Vector3 Albedo(in SurfacePoint p, float x, float y, float ax)
    {
        var coarse = Noise(p.Angle * 4.2f, y * 0.1f, traits.TextureSeed + 11);
        var fine = Noise(p.Angle * 26, y * 0.6f, traits.TextureSeed + 12);
        var uneven = 0.02f + (0.05f * traits.Mottling);
        var albedo = palette.Skin * (1 + (uneven * coarse) + ((0.015f + (0.03f * traits.Age)) * fine));

        var rosy = (0.7f * Bump((ax - 22) / 15, (y - 18) / 14))
            + (0.5f * Bump(x / 8, (y - face.NoseEnd + 4) / 9))
            + (0.25f * Bump(x / 12, (y - face.Chin + 8) / 9));
        rosy *= 0.1f + (0.4f * traits.Blush) + (0.12f * coarse * traits.Mottling);
        albedo *= new Vector3(1 + (0.08f * rosy), 1 - (0.3f * rosy), 1 - (0.26f * rosy));

        if (traits.Freckles > 0 && y is > -30 and < 34)
        {
            var freckle = Freckle((p.Angle * 33) + (y * 0.6f), (y * 0.8f) - (p.Angle * 25));
            albedo *= 1 - (freckle * traits.Freckles * (0.35f + (0.65f * Bump(ax / 40, (y - 12) / 30))) * 0.5f);
        }

        foreach (var mole in moles)
        {
            float dx = x - mole.X, dy = y - mole.Y;
            var d = (dx * dx) + (dy * dy);
            if (d < 9)
            {
                albedo *= Mix(0.28f, 1, Smooth(mole.Z * 0.6f, mole.Z * 1.25f, MathF.Sqrt(d)));
            }
        }

        if (traits.EyeMakeup > 0)
        {
            var shadow = Bump((ax - face.EyeX - 1) / 13, (y - face.EyeY + 5) / 6) * traits.EyeMakeup * 0.4f;
            albedo = Mix(albedo, albedo * new Vector3(0.55f, 0.45f, 0.55f), shadow);
        }

        if (traits.HairStyle != HairStyle.Bald && (y < 0 || p.Angle is > 0.6f or < -0.6f))
        {
            var edge = hairline.Distance(p.Angle, y);
            var visible = traits.HairStyle == HairStyle.Fringe ? 0.3f
                : traits.HairLength > 0 ? 0.4f * Smooth(0.75f, 0.5f, Math.Abs(p.Angle))
                : Mix(0.75f, 0.35f, Smooth(0.7f, 1f, Math.Abs(p.Angle)));
            var roots = Smooth(-4f, 1.5f, edge + (2 * fine)) * visible;
            albedo = Mix(albedo, palette.Hair * 0.8f, roots);
            albedo *= 1 - (0.22f * Smooth(-9, 0, edge));
        }

        return albedo;
    }

    /// <summary>Darkness of the freckle, if any, in the lattice cell of a position.</summary>
    private float Freckle(float u, float v)
    {
        const float cell = 2.6f;
        float cu = u / cell, cv = v / cell;
        int iu = (int)MathF.Floor(cu), iv = (int)MathF.Floor(cv);
        var h = Hash(iu, iv, traits.TextureSeed + 21);
        if ((h & 0xFF) > 50 + (110 * traits.Freckles))
        {
            return 0;
        }

        var px = 0.15f + (((h >> 8) & 0xFF) * (0.7f / 255));
        var py = 0.15f + (((h >> 16) & 0xFF) * (0.7f / 255));
        float dx = cu - iu - px, dy = cv - iv - py;
        return Smooth(0.32f, 0.1f, MathF.Sqrt((dx * dx) + (dy * dy))) * (0.4f + ((h >> 24) * (0.6f / 255)));
    }

    /// <summary>Darkness of wrinkles, folds and shadows under the eyes, 0 to 0.75.</summary>
    public float Folds(float x, float y, float ax)
    {
        float dark = 0;
        var age = traits.Age;

        // From the nose's wing to beside the mouth.
        var y0 = face.NoseEnd - 3;
        var q = (y - y0) / (face.MouthY + 3 - y0);
        if (q is > -0.1f and < 1.25f)
        {
            var x0 = traits.NoseWidth + 1.5f;
            var line = x0 + ((face.MouthHalf + 4.5f - x0) * q * (1.3f - (0.3f * q)));
            var strength = 0.02f + (0.16f * age) + (0.09f * Math.Max(0, photo.Smile));
            var across = Smooth(3.4f, 0, Math.Abs(ax - line - (1.2f * Sin(q * 3))));
            dark += strength * across * Smooth(-0.1f, 0.15f, q) * Smooth(1.25f, 0.7f, q);
        }

        // Under the eyes.
        if (y > face.EyeY && y < face.EyeY + 16)
        {
            float ex = (ax - face.EyeX + 1) / (traits.EyeWidth + 2.5f), ey = (y - face.EyeY - 1) / 7.5f;
            var r = MathF.Sqrt((ex * ex) + (ey * ey));
            dark += traits.EyeBags * ((0.2f * Smooth(0.3f, 0, Math.Abs(r - 0.95f))) + (0.12f * Smooth(1.1f, 0.6f, r)));
        }

        if (age > 0.25f || photo.BrowRaise > 0.3f)
        {
            var forehead = Bump(x / 32, (y - face.BrowY + 15) / 14);
            if (forehead > 0)
            {
                var bent = y + (0.006f * x * x) + (2.2f * Noise(x * 0.12f, y * 0.08f, traits.TextureSeed + 31));
                var line = Sin(bent * 1.05f);
                dark += forehead * ((0.3f * Math.Max(0, age - 0.2f)) + (0.12f * Math.Max(0, photo.BrowRaise))) * Smooth(0.45f, 1, line);
            }
        }

        if (age > 0.35f && ax > face.EyeX + traits.EyeWidth && ax < face.EyeX + traits.EyeWidth + 11)
        {
            var slope = (y - face.EyeY) / (ax - face.EyeX - traits.EyeWidth + 5);
            dark += (age - 0.3f) * 0.35f * Smooth(0.4f, 1, Sin(slope * 8))
                * Bump((ax - face.EyeX - traits.EyeWidth - 5) / 6, (y - face.EyeY) / 8);
        }

        // Frown lines between the brows.
        if (age > 0.3f && ax < 6)
        {
            dark += age * 0.2f * Smooth(1, 0.2f, Math.Abs(ax - 2.5f)) * Bump(0, (y - face.BrowY - 1) / 6);
        }

        // Philtrum.
        dark += 0.06f * Bump(x / 2.2f, (y - ((face.NoseEnd + face.MouthY - traits.UpperLip) * 0.5f) - 1) / 5);
        return Math.Min(0.75f, dark);
    }
}
