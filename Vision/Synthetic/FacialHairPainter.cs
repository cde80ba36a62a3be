using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Paints beards, moustaches and brows over the skin.</summary>
internal sealed class FacialHairPainter(PersonTraits traits, PhotoConditions photo, FaceGeometry face, Palette palette)
{
    /// <summary>The colour of the skin with moustache and beard over it.</summary>
    public Vector3 OverBeard(Vector3 albedo, in SurfacePoint p, float x, float y, float ax)
    {
        var kind = traits.FacialHair;
        if (kind == FacialHair.None || y < 0)
        {
            return albedo;
        }

        var beard = 0f;
        var lipTop = face.MouthY - traits.UpperLip;
        var moustache = Smooth(face.NoseEnd + 0.5f, face.NoseEnd + 3.5f, y) * Smooth(face.MouthY + 4, face.MouthY + 1, y)
            * Smooth(face.MouthHalf + 4, face.MouthHalf - 1, ax + (0.5f * Math.Max(0, lipTop - y)));
        if (kind is FacialHair.FullBeard or FacialHair.Stubble)
        {
            var cheek = Mix(face.MouthY - 1, traits.EarHeight + 2, Smooth(13, 38, ax));
            beard = Smooth(cheek - 3, cheek + 4, y) * Smooth(6.5f, 9.5f, ax + Math.Abs(y - face.MouthY));
        }
        else if (kind == FacialHair.Goatee)
        {
            beard = Smooth(face.MouthHalf + 4, face.MouthHalf, ax) * Smooth(face.MouthY - 2, face.MouthY + 2, y);
        }

        var area = kind == FacialHair.Moustache ? moustache : Math.Max(beard, moustache);
        if (area <= 0)
        {
            return albedo;
        }

        var hairs = Noise(p.Angle * 40, y * 0.45f, traits.TextureSeed + 41);
        if (kind == FacialHair.Stubble)
        {
            var cold = palette.Beard + new Vector3(0.01f, 0.015f, 0.025f);
            return Mix(albedo, cold, area * (0.2f + (0.3f * traits.FacialHairDensity)) * (1 + (0.25f * hairs)));
        }

        var cover = Saturate(area * (0.55f + (0.45f * traits.FacialHairDensity)) * (1 + (0.22f * hairs)));
        return Mix(albedo, palette.Beard * (1 + (0.35f * hairs)), cover);
    }

    /// <summary>The colour of the skin with the brows over it.</summary>
    public Vector3 OverBrows(Vector3 albedo, float x, float y)
    {
        var side = x < 0 ? -1f : 1f;
        var along = ((side * x) - traits.BrowGap) / traits.BrowLength;
        if (along is < -0.12f or > 1.1f)
        {
            return albedo;
        }

        var level = face.BrowY + (side * 0.9f * traits.BrowAsymmetry);
        if (Math.Abs(y - level) > 12)
        {
            return albedo;
        }

        var rest = along - 0.62f;
        var arch = traits.BrowArch * (1 - (rest * rest * (rest < 0 ? 2.6f : 6f)));
        var inner = photo.BrowRaise < 0 ? -photo.BrowRaise * 2f * Smooth(0.5f, 0, along) : 0;
        var centre = level - arch - (traits.BrowTilt * traits.BrowLength * (along - 0.4f)) + inner + (1.2f * Smooth(0.2f, 0, along));
        var half = traits.BrowThickness * (1 - (0.62f * along * along)) * Smooth(1.1f, 0.8f, along)
            * (0.7f + (0.3f * Smooth(-0.1f, 0.12f, along)));
        var d = Math.Abs(y - centre);
        var cover = Smooth(half + 0.8f, half - 0.7f, d) * Smooth(-0.1f, 0.1f, along);
        if (cover <= 0)
        {
            return albedo;
        }

        // Hairs lean outwards and up.
        var hairs = Noise((side * x * 1.1f) + (y * 0.9f), y * 0.3f, traits.TextureSeed + 51);
        return Mix(albedo, palette.Brow, Saturate(cover * traits.BrowDensity * (1f + (0.22f * hairs))));
    }
}
