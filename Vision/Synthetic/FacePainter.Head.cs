using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <content>The face: skin and everything that is drawn on it, from below upwards.</content>
internal sealed partial class FacePainter
{
    private static readonly Vector3 White = new(0.58f, 0.56f, 0.54f);

    private Vector3 Head(in SurfacePoint p)
    {
        float x = p.Place.X, y = p.Place.Y, ax = Math.Abs(x);
        if (_photo.Occluder == Occluder.MedicalMask && MedicalMask(p, out var masked))
        {
            return masked;
        }

        var albedo = SkinAlbedo(p, x, y, ax);
        var darkness = Folds(x, y, ax);
        albedo *= new Vector3(1 - (0.85f * darkness), 1 - darkness, 1 - darkness);
        albedo = FacialHairOver(albedo, p, x, y, ax);
        albedo = BrowOver(albedo, x, y);

        var gloss = 0.01f + (0.06f * _t.Oiliness * (1 - Smooth(8, 26, ax)) * (y < 30 ? 1f : 0.4f));
        var tight = 4;
        var normal = p.Normal;

        // Nostrils.
        var nx = (ax - (_t.NoseWidth * 0.47f)) / (_t.NostrilSize * 1.15f);
        var ny = (y - _face.NoseEnd - 0.6f + (_t.TipTurn * 0.5f)) / (_t.NostrilSize * 0.72f);
        var nostril = 1 - Smooth(0.5f, 1.35f, MathF.Sqrt((nx * nx) + (ny * ny)));
        albedo *= 1 - (0.72f * nostril);
        gloss *= 1 - nostril;

        var isEye = ax > _face.EyeX - 14 && ax < _face.EyeX + 15 && y > _face.EyeY - 12 && y < _face.EyeY + 10;
        if (isEye && Eye(p, x, y, ref albedo, out var eye, out var cover))
        {
            var around = _light.Shade(albedo, p, normal, 1, gloss, tight);
            return Mix(around, eye, cover);
        }

        if (y > _face.NoseEnd && ax < _face.MouthHalf + 3)
        {
            Mouth(x, y, ref albedo, ref gloss, ref tight);
        }

        return _light.Shade(albedo, p, normal, 1, gloss, tight);
    }

    private bool MedicalMask(in SurfacePoint p, out Vector3 colour)
    {
        float x = p.Place.X, y = p.Place.Y, ax = Math.Abs(x);
        var top = Mix(_face.NoseEnd - 13, _face.NoseEnd + 2, Smooth(2, 36, ax));
        var isStrap = ax > 30 && (Math.Abs(y - (_t.EarHeight - 4) - ((44 - ax) * 0.9f)) < 0.8f);
        colour = default;
        if ((y < top || Math.Abs(p.Angle) > 1.12f) && !isStrap)
        {
            return false;
        }

        var fold = 1 - (0.14f * Bump((y - top - 12) / 2, 0)) - (0.14f * Bump((y - top - 21) / 2, 0)) - (0.1f * Bump((y - top - 2) / 2, 0));
        var flat = Normalize(p.Normal + new Vector3(0, 0, 0.5f));
        colour = _light.Shade(_cloth * fold, p, flat, 0.3f, 0, 0);
        return true;
    }

    private Vector3 SkinAlbedo(in SurfacePoint p, float x, float y, float ax)
    {
        var coarse = Noise(p.Angle * 4.2f, y * 0.1f, _seed + 11);
        var fine = Noise(p.Angle * 26, y * 0.6f, _seed + 12);
        var uneven = 0.02f + (0.05f * _t.Mottling);
        var albedo = _palette.Skin * (1 + (uneven * coarse) + ((0.015f + (0.03f * _t.Age)) * fine));

        var rosy = (0.7f * Bump((ax - 22) / 15, (y - 18) / 14)) + (0.5f * Bump(x / 8, (y - _face.NoseEnd + 4) / 9)) + (0.25f * Bump(x / 12, (y - _face.Chin + 8) / 9));
        rosy *= 0.1f + (0.4f * _t.Blush) + (0.12f * coarse * _t.Mottling);
        albedo *= new Vector3(1 + (0.08f * rosy), 1 - (0.3f * rosy), 1 - (0.26f * rosy));

        if (_t.Freckles > 0 && y is > -30 and < 34)
        {
            albedo *= 1 - (Freckle((p.Angle * 33) + (y * 0.6f), (y * 0.8f) - (p.Angle * 25)) * _t.Freckles * (0.35f + (0.65f * Bump(ax / 40, (y - 12) / 30))) * 0.5f);
        }

        foreach (var mole in _moles)
        {
            float dx = x - mole.X, dy = y - mole.Y;
            var d = (dx * dx) + (dy * dy);
            if (d < 9)
            {
                albedo *= Mix(0.28f, 1, Smooth(mole.Z * 0.6f, mole.Z * 1.25f, MathF.Sqrt(d)));
            }
        }

        if (_t.EyeMakeup > 0)
        {
            var shadow = Bump((ax - _face.EyeX - 1) / 13, (y - _face.EyeY + 5) / 6) * _t.EyeMakeup * 0.4f;
            albedo = Mix(albedo, albedo * new Vector3(0.55f, 0.45f, 0.55f), shadow);
        }

        if (_t.HairStyle != HairStyle.Bald && (y < 0 || p.Angle is > 0.6f or < -0.6f))
        {
            var edge = _hairline.Distance(p.Angle, y);
            var roots = Smooth(-4f, 1.5f, edge + (2 * fine)) * (_t.HairStyle == HairStyle.Fringe ? 0.3f : _t.HairLength > 0 ? 0.4f * Smooth(0.75f, 0.5f, Math.Abs(p.Angle)) : Mix(0.75f, 0.35f, Smooth(0.7f, 1f, Math.Abs(p.Angle))));
            albedo = Mix(albedo, _palette.Hair * 0.8f, roots);
            albedo *= 1 - (0.22f * Smooth(-9, 0, edge));
        }

        return albedo;
    }

    /// <summary>Darkness of the spot, if any, in the lattice cell of a place.</summary>
    private float Freckle(float u, float v)
    {
        const float cell = 2.6f;
        float cu = u / cell, cv = v / cell;
        int iu = (int)MathF.Floor(cu), iv = (int)MathF.Floor(cv);
        var h = Hash(iu, iv, _seed + 21);
        if ((h & 0xFF) > 50 + (110 * _t.Freckles))
        {
            return 0;
        }

        var px = 0.15f + (((h >> 8) & 0xFF) * (0.7f / 255));
        var py = 0.15f + (((h >> 16) & 0xFF) * (0.7f / 255));
        float dx = cu - iu - px, dy = cv - iv - py;
        return Smooth(0.32f, 0.1f, MathF.Sqrt((dx * dx) + (dy * dy))) * (0.4f + ((h >> 24) * (0.6f / 255)));
    }

    /// <summary>Wrinkles, folds and shadows under the eyes as darkness.</summary>
    private float Folds(float x, float y, float ax)
    {
        float dark = 0;
        var age = _t.Age;

        // From the nose's wing to beside the mouth.
        var y0 = _face.NoseEnd - 3;
        var q = (y - y0) / (_face.MouthY + 3 - y0);
        if (q is > -0.1f and < 1.25f)
        {
            var x0 = _t.NoseWidth + 1.5f;
            var line = x0 + ((_face.MouthHalf + 4.5f - x0) * q * (1.3f - (0.3f * q)));
            var strength = 0.02f + (0.16f * age) + (0.09f * Math.Max(0, _photo.Smile));
            dark += strength * Smooth(3.4f, 0, Math.Abs(ax - line - (1.2f * Sin(q * 3)))) * Smooth(-0.1f, 0.15f, q) * Smooth(1.25f, 0.7f, q);
        }

        // Under the eyes.
        if (y > _face.EyeY && y < _face.EyeY + 16)
        {
            float ex = (ax - _face.EyeX + 1) / (_t.EyeWidth + 2.5f), ey = (y - _face.EyeY - 1) / 7.5f;
            var r = MathF.Sqrt((ex * ex) + (ey * ey));
            dark += _t.EyeBags * ((0.2f * Smooth(0.3f, 0, Math.Abs(r - 0.95f))) + (0.12f * Smooth(1.1f, 0.6f, r)));
        }

        if (age > 0.25f || _photo.BrowRaise > 0.3f)
        {
            var forehead = Bump(x / 32, (y - _face.BrowY + 15) / 14);
            if (forehead > 0)
            {
                var bent = y + (0.006f * x * x) + (2.2f * Noise(x * 0.12f, y * 0.08f, _seed + 31));
                var line = Sin(bent * 1.05f);
                dark += forehead * ((0.3f * Math.Max(0, age - 0.2f)) + (0.12f * Math.Max(0, _photo.BrowRaise))) * Smooth(0.45f, 1, line);
            }
        }

        if (age > 0.35f && ax > _face.EyeX + _t.EyeWidth && ax < _face.EyeX + _t.EyeWidth + 11)
        {
            var slope = (y - _face.EyeY) / (ax - _face.EyeX - _t.EyeWidth + 5);
            dark += (age - 0.3f) * 0.35f * Smooth(0.4f, 1, Sin(slope * 8)) * Bump((ax - _face.EyeX - _t.EyeWidth - 5) / 6, (y - _face.EyeY) / 8);
        }

        // Frown lines between the brows.
        if (age > 0.3f && ax < 6)
        {
            dark += age * 0.2f * Smooth(1, 0.2f, Math.Abs(ax - 2.5f)) * Bump(0, (y - _face.BrowY - 1) / 6);
        }

        // Philtrum.
        dark += 0.06f * Bump(x / 2.2f, (y - ((_face.NoseEnd + _face.MouthY - _t.UpperLip) * 0.5f) - 1) / 5);
        return Math.Min(0.75f, dark);
    }

    private Vector3 FacialHairOver(Vector3 albedo, in SurfacePoint p, float x, float y, float ax)
    {
        var kind = _t.FacialHair;
        if (kind == FacialHair.None || y < 0)
        {
            return albedo;
        }

        var beard = 0f;
        var lipTop = _face.MouthY - _t.UpperLip;
        var moustache = Smooth(_face.NoseEnd + 0.5f, _face.NoseEnd + 3.5f, y) * Smooth(_face.MouthY + 4, _face.MouthY + 1, y)
            * Smooth(_face.MouthHalf + 4, _face.MouthHalf - 1, ax + (0.5f * Math.Max(0, lipTop - y)));
        if (kind is FacialHair.FullBeard or FacialHair.Stubble)
        {
            var cheek = Mix(_face.MouthY - 1, _t.EarHeight + 2, Smooth(13, 38, ax));
            beard = Smooth(cheek - 3, cheek + 4, y) * Smooth(6.5f, 9.5f, ax + Math.Abs(y - _face.MouthY));
        }
        else if (kind == FacialHair.Goatee)
        {
            beard = Smooth(_face.MouthHalf + 4, _face.MouthHalf, ax) * Smooth(_face.MouthY - 2, _face.MouthY + 2, y);
        }

        var area = kind == FacialHair.Moustache ? moustache : Math.Max(beard, moustache);
        if (area <= 0)
        {
            return albedo;
        }

        var hairs = Noise(p.Angle * 40, y * 0.45f, _seed + 41);
        if (kind == FacialHair.Stubble)
        {
            var cold = _palette.Beard + new Vector3(0.01f, 0.015f, 0.025f);
            return Mix(albedo, cold, area * (0.2f + (0.3f * _t.FacialHairDensity)) * (1 + (0.25f * hairs)));
        }

        var cover = Saturate(area * (0.55f + (0.45f * _t.FacialHairDensity)) * (1 + (0.22f * hairs)));
        return Mix(albedo, _palette.Beard * (1 + (0.35f * hairs)), cover);
    }

    private Vector3 BrowOver(Vector3 albedo, float x, float y)
    {
        var side = x < 0 ? -1f : 1f;
        var along = ((side * x) - _t.BrowGap) / _t.BrowLength;
        if (along is < -0.12f or > 1.1f)
        {
            return albedo;
        }

        var level = _face.BrowY + (side * 0.9f * _t.BrowAsymmetry);
        if (Math.Abs(y - level) > 12)
        {
            return albedo;
        }

        var rest = along - 0.62f;
        var arch = _t.BrowArch * (1 - (rest * rest * (rest < 0 ? 2.6f : 6f)));
        var inner = _photo.BrowRaise < 0 ? -_photo.BrowRaise * 2f * Smooth(0.5f, 0, along) : 0;
        var centre = level - arch - (_t.BrowTilt * _t.BrowLength * (along - 0.4f)) + inner + (1.2f * Smooth(0.2f, 0, along));
        var half = _t.BrowThickness * (1 - (0.62f * along * along)) * Smooth(1.1f, 0.8f, along) * (0.7f + (0.3f * Smooth(-0.1f, 0.12f, along)));
        var d = Math.Abs(y - centre);
        var cover = Smooth(half + 0.8f, half - 0.7f, d) * Smooth(-0.1f, 0.1f, along);
        if (cover <= 0)
        {
            return albedo;
        }

        // Hairs lean outwards and up.
        var hairs = Noise((side * x * 1.1f) + (y * 0.9f), y * 0.3f, _seed + 51);
        return Mix(albedo, _palette.Brow, Saturate(cover * _t.BrowDensity * (1f + (0.22f * hairs))));
    }

    private bool Eye(in SurfacePoint p, float x, float y, ref Vector3 albedo, out Vector3 eye, out float cover)
    {
        var side = x < 0 ? -1f : 1f;
        var dx = x - (side * _face.EyeX);
        var u = side * dx / _t.EyeWidth;
        var v = y - _face.EyeY + (_t.EyeTilt * side * dx);
        eye = default;
        cover = 0;
        var uu = u * u;
        var inside = Math.Max(0, 1 - uu);
        var shape = inside * (1 + (0.35f * uu) - (0.12f * u));
        var smile = Math.Max(0, _photo.Smile);
        var open = 1 - _photo.EyeClosure;
        var up = ((_t.EyeOpening * open * (1 - (0.16f * smile)) * (1 + (0.1f * _photo.BrowRaise))) - (1.6f * (1 - open))) * shape;
        var low = ((_t.EyeOpening * 0.38f) + 0.5f - (0.5f * smile)) * inside * (1 + (0.15f * u));
        var above = v + up;
        var below = low - v;

        // Crease and shadow of the upper lid.
        if (uu < 1.5f && above < 0)
        {
            var high = _t.LidHeight * (0.8f + (0.25f * u)) * Math.Max(0.3f, 1.1f - (0.5f * uu));
            var crease = Smooth(1.1f, 0.1f, Math.Abs(above + high)) * Smooth(1.4f, 0.8f, uu) * _t.LidCrease;
            albedo *= 1 - (0.42f * crease);
        }

        // Lashes and lid edges, also beyond the corners a little.
        var rim = Smooth(1.2f, 0.9f, uu);
        var liner = 0.75f + (0.35f * _t.Lashes) + (0.5f * _t.EyeMakeup);
        var line = Smooth(liner, liner * 0.3f, Math.Abs(above + 0.15f)) * rim * (0.45f + (0.55f * _t.Lashes)) * (0.75f + (0.25f * u));
        var lowLine = Smooth(0.8f, 0.2f, Math.Abs(below + 0.2f)) * rim * (0.22f + (0.3f * _t.EyeMakeup) + (0.12f * _t.Lashes));
        albedo *= 1 - Math.Max(0.88f * Saturate(line), 0.6f * lowLine);

        cover = Smooth(-0.45f, 0.45f, Math.Min(above, below)) * (uu < 1 ? 1 : 0);
        if (cover <= 0)
        {
            return false;
        }

        var gx = dx - (_photo.GazeX * 2.4f) - (side * -0.2f);
        var gy = v + (0.22f * _t.EyeOpening) - (_photo.GazeY * 1.3f);
        var r = MathF.Sqrt((gx * gx) + (gy * gy));
        var radius = _t.IrisSize;
        var white = White * Mix(0.72f, 1, inside);
        white = Mix(white, new Vector3(0.6f, 0.3f, 0.28f), 0.5f * Smooth(-0.78f, -0.95f, u));
        var ring = Smooth(radius * 0.62f, radius, r);
        var iris = _palette.Iris * (1.25f - (0.75f * ring) + (0.25f * Saturate(gy / radius)));
        var colour = Mix(iris, white, Smooth(radius - 0.45f, radius + 0.45f, r));
        colour *= 1 - (0.93f * Smooth((radius * 0.42f) + 0.4f, (radius * 0.42f) - 0.4f, r));
        colour *= Mix(0.42f, 1, Smooth(-0.2f, 2.2f, above));

        // The eyeball is rounder than the lids around it.
        var ball = Normalize(p.Normal + new Vector3(dx * 0.035f, v * 0.05f, 0.35f));
        eye = _light.Shade(colour, p, ball, 0.4f, 0, 0);
        var lx = gx - (1.3f * _light.Direction.X);
        var ly = gy - (1.5f * _light.Direction.Y) + 0.4f;
        eye += new Vector3(0.65f) * (_photo.KeyLight * Smooth(1.0f, 0.25f, MathF.Sqrt((lx * lx) + (ly * ly))));
        eye *= 1 - (0.85f * Saturate(line) * Smooth(1.2f, 0, above));
        return true;
    }

    private void Mouth(float x, float y, ref Vector3 albedo, ref float gloss, ref int tight)
    {
        var across = x / _face.MouthHalf;
        var a2 = across * across;

        // Corners: small dark dimples.
        var corner = Bump((Math.Abs(across) - 1) / 0.16f, (y - _face.LipLine(across < 0 ? -1 : 1)) / 2.2f);
        albedo *= 1 - (0.4f * corner);
        if (a2 >= 1)
        {
            return;
        }

        var line = _face.LipLine(across);
        var gap = _face.LipGap(across);
        var top = line - (gap * 0.25f);
        var bottom = line + (gap * 0.75f);
        var upper = _face.UpperLip(across);
        var lower = _face.LowerLip(across);
        var taper = Smooth(1, 0.82f, Math.Abs(across));
        var onUpper = Smooth(-0.5f, 0.6f, y - top + upper) * Smooth(0.4f, -0.4f, y - top);
        var onLower = Smooth(-0.4f, 0.4f, y - bottom) * Smooth(0.7f, -0.7f, y - bottom - lower);
        var lip = Saturate(onUpper + onLower) * taper;
        if (lip > 0)
        {
            var wrinkle = 1 + (0.06f * Noise(x * 1.4f, y * 0.2f, _seed + 61));
            var round = onLower > onUpper ? 1.06f : 0.86f;
            albedo = Mix(albedo, _palette.Lips * (wrinkle * round), lip * 0.9f);
            gloss = Mix(gloss, 0.05f + (0.08f * _t.Lipstick), onLower * taper);
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
            var teethHeight = Math.Min(gap * 0.85f, 4.2f) * (_photo.Smile > 0.1f ? 1 : 0.55f);
            var teeth = Smooth(0.5f, -0.3f, y - top - teethHeight) * Smooth(0.97f, 0.8f, Math.Abs(across));
            var tooth = 1 - (0.16f * Smooth(0.5f, 0.9f, Math.Abs(Sin(x * 0.95f))));
            var cave = new Vector3(0.045f, 0.012f, 0.012f);
            var tongue = new Vector3(0.28f, 0.08f, 0.08f) * Smooth(bottom - 3.5f, bottom, y);
            var insideColour = Mix(cave + tongue, new Vector3(0.56f, 0.53f, 0.46f) * (tooth * Mix(0.5f, 1, Smooth(0.9f, 0.3f, Math.Abs(across)))), teeth);
            albedo = Mix(albedo, insideColour, between);
            gloss *= 1 - between;
        }
    }
}
