using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Gives a place on a surface its colour in linear light.</summary>
internal sealed partial class FacePainter
{
    private readonly PersonTraits _t;
    private readonly PhotoConditions _photo;
    private readonly FaceGeometry _face;
    private readonly Palette _palette;
    private readonly Lighting _light;
    private readonly Hairline _hairline;
    private readonly uint _seed;
    private readonly Vector3[] _moles;
    private readonly Vector3 _shirt;
    private readonly Vector3 _cloth;
    private readonly int _shirtPattern;

    public FacePainter(PersonTraits traits, PhotoConditions photo, FaceGeometry face, Palette palette, Lighting light, Hairline hairline)
    {
        _t = traits;
        _photo = photo;
        _face = face;
        _palette = palette;
        _light = light;
        _hairline = hairline;
        _seed = traits.TextureSeed;

        var own = new SeededRandom(traits.TextureSeed, 9);
        _moles = new Vector3[traits.Moles];
        for (var i = 0; i < _moles.Length; i++)
        {
            _moles[i] = new Vector3(own.Uniform(-30, 30), own.Uniform(-26, 50), own.Uniform(0.7f, 1.5f));
        }

        var dress = new SeededRandom(photo.Seed, 10);
        _shirt = DrawColour(ref dress);
        _shirtPattern = dress.Next(3);
        var medical = dress.Next(3);
        _cloth = photo.Occluder == Occluder.MedicalMask
            ? medical switch { 0 => Linear(150, 190, 214), 1 => Linear(232, 234, 236), _ => Linear(34, 34, 38) }
            : DrawColour(ref dress);
    }

    public Vector3 Paint(in SurfacePoint p) => p.Layer switch
    {
        SurfaceLayer.Head => Head(p),
        SurfaceLayer.Hair => Hair(p),
        SurfaceLayer.Ear => Skin(p, _palette.Skin * new Vector3(1.03f, 0.92f, 0.9f), 0.04f),
        SurfaceLayer.Neck => Skin(p, _palette.Skin * 0.95f, 0.03f),
        SurfaceLayer.Torso => Cloth(p, _shirt, _shirtPattern),
        SurfaceLayer.Hat => Cloth(p, _cloth, _photo.Occluder == Occluder.Beanie ? 3 : 0),
        SurfaceLayer.Visor => Cloth(p, _cloth * 0.8f, 0),
        _ => Cloth(p, _cloth, 3),
    };

    /// <summary>A colour that clothes have: often grey, white, black or blue, sometimes bright.</summary>
    internal static Vector3 DrawColour(ref SeededRandom r)
    {
        var value = r.Uniform(0.02f, 0.75f);
        var chroma = r.Chance(0.4f) ? r.Uniform(0f, 0.12f) : r.Uniform(0.1f, 0.75f);
        var hue = r.Uniform(0, 6.2831853f);
        return new Vector3(
            value * (1 - chroma + (chroma * (0.5f + (0.5f * Cos(hue))))),
            value * (1 - chroma + (chroma * (0.5f + (0.5f * Cos(hue - 2.0944f))))),
            value * (1 - chroma + (chroma * (0.5f + (0.5f * Cos(hue + 2.0944f))))));
    }

    private Vector3 Skin(in SurfacePoint p, Vector3 albedo, float gloss)
    {
        var m = Noise(p.Place.X * 0.2f, p.Place.Y * 0.2f, _seed + 1);
        return _light.Shade(albedo * (1 + (0.05f * m)), p, p.Normal, 1, gloss, 4);
    }

    private Vector3 Cloth(in SurfacePoint p, Vector3 colour, int pattern)
    {
        var shade = 1 + (0.05f * Noise(p.Place.X * 0.7f, p.Place.Y * 0.7f, 77));
        if (pattern == 1)
        {
            shade *= Sin(p.Place.X * 0.9f) > 0.3f ? 0.7f : 1.05f;
        }
        else if (pattern == 3)
        {
            shade *= 0.88f + (0.16f * Sin((p.Place.X + (0.4f * p.Place.Z)) * 1.5f) * Sin(p.Place.Y * 0.8f));
        }

        return _light.Shade(colour * shade, p, p.Normal, 0.3f, 0, 0);
    }

    private Vector3 Hair(in SurfacePoint p)
    {
        var curl = _t.HairCurl;
        var place = p.Place;
        float streak, clump;
        if (curl > 0.7f)
        {
            // Curls: blobs instead of strands.
            var flat = (place.X * 0.8f) + (place.Z * 0.6f);
            clump = Noise(flat * 0.3f, place.Y * 0.3f, _seed + 2);
            streak = Noise(flat * 0.62f, place.Y * 0.62f, _seed + 3);
        }
        else
        {
            var wave = curl * 2.2f * Sin((place.Y * 0.22f) + (3 * Noise(p.Angle * 2.5f, 0, _seed + 4)));
            var around = (p.Angle * 24) + wave + (_t.HairPart * place.Y * 0.02f);
            if (place.Y < -25)
            {
                // On top strands run from the parting to the sides: they follow x, not the angle.
                around = Mix(around, (place.X * 0.14f) + (place.Z * 0.5f), Smooth(-25, -45, place.Y) * 0.75f);
            }

            clump = Noise(around * 0.8f, place.Y * 0.035f, _seed + 2);
            streak = Noise(around * 3.1f, place.Y * 0.07f, _seed + 3);
        }

        var strength = 0.16f + (0.14f * curl);
        var colour = _palette.Hair * Math.Max(0.25f, 1 + (strength * 1.1f * clump) + (strength * 1.5f * streak));
        if (_t.HairStyle == HairStyle.Cropped)
        {
            colour = Mix(_palette.Skin * 0.55f, colour, 0.72f + (0.2f * streak));
        }

        // Strands hang: the tangent points down the surface.
        var n = p.Normal;
        var tangent = Normalize(new Vector3(-n.X * n.Y, 1 - (n.Y * n.Y), -n.Z * n.Y) + new Vector3(0.08f * streak, 0, 0.12f * clump));
        var gloss = (0.05f + (0.10f * (1 - _t.HairDarkness))) * (1 - (0.75f * curl)) * (1 + streak);
        return _light.Shade(colour, p, n, 0.5f, 0, 0) + _light.Strand(tangent, p, gloss);
    }
}
