using System.Numerics;
using System.Runtime.CompilerServices;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>The light of one photo: a directed main light with colour and light from everywhere.</summary>
internal sealed class Lighting
{
    private readonly Vector3 _half;
    private readonly Vector3 _key;
    private readonly Vector3 _ambient;
    private readonly float _shadow;

    public Lighting(PhotoConditions photo)
    {
        const float degree = Pi / 180;
        float az = photo.LightAzimuth * degree, el = photo.LightElevation * degree;
        Direction = Normalize(new Vector3(Sin(az) * Cos(el), -Sin(el), Cos(az) * Cos(el)));
        _half = Normalize(Direction + new Vector3(0, 0, 1));
        var w = photo.LightWarmth;
        _key = new Vector3(1 + (0.2f * w), 1 + (0.02f * w), 1 - (0.28f * w)) * photo.KeyLight;
        _ambient = new Vector3(1 - (0.06f * w), 1, 1 + (0.08f * w)) * photo.AmbientLight;
        _shadow = photo.Shadow;
    }

    /// <summary>Unit vector towards the main light, camera's frame.</summary>
    public Vector3 Direction { get; }

    /// <summary>Diffuse light times colour plus a highlight.</summary>
    /// <param name="albedo">Colour in linear light.</param>
    /// <param name="p">The place; its normal is used as <paramref name="normal"/> says.</param>
    /// <param name="softness">How far light creeps around into the shadow (skin: 1, cloth: 0): red further than blue.</param>
    /// <param name="gloss">Strength of the highlight.</param>
    /// <param name="tight">Two to this power of squarings: how small the highlight is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector3 Shade(Vector3 albedo, in SurfacePoint p, Vector3 normal, float softness, float gloss, int tight)
    {
        var facing = Dot(normal, Direction);
        var wrap = new Vector3(0.34f, 0.2f, 0.14f) * softness;
        var diffuse = new Vector3(
            Saturate((facing + wrap.X) / (1 + wrap.X)),
            Saturate((facing + wrap.Y) / (1 + wrap.Y)),
            Saturate((facing + wrap.Z) / (1 + wrap.Z)));
        var arrives = Mix(1, p.Lit, _shadow);
        var sky = (0.86f - (0.14f * normal.Y)) * (1 - p.Cavity);
        var light = (_key * diffuse * (arrives * (1 - (0.4f * p.Cavity)))) + (_ambient * sky);
        var colour = albedo * light;
        if (gloss > 0)
        {
            var h = Saturate(Dot(normal, _half));
            for (var i = 0; i < tight; i++)
            {
                h *= h;
            }

            colour += _key * (h * gloss * arrives * (facing > 0 ? 1 : 0));
        }

        return colour;
    }

    /// <summary>Highlight along a strand of hair (Kajiya and Kay 1989) with tangent <paramref name="tangent"/>.</summary>
    public Vector3 Strand(Vector3 tangent, in SurfacePoint p, float gloss)
    {
        var along = Dot(tangent, _half);
        var s = Math.Max(0, 1 - (along * along));
        s *= s;
        s *= s;
        s *= s;
        s *= s;
        return _key * (s * gloss * Mix(1, p.Lit, _shadow) * Saturate(Dot(p.Normal, Direction) + 0.25f));
    }
}
