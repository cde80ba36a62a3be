using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <content>The face: skin and everything painted over it, in order from bottom to top.</content>
internal sealed partial class FacePainter
{
    private Vector3 Head(in SurfacePoint p)
    {
        float x = p.Place.X, y = p.Place.Y, ax = Math.Abs(x);
        if (_photo.Occluder == Occluder.MedicalMask && MedicalMask(p, out var masked))
        {
            return masked;
        }

        var albedo = _skin.Albedo(p, x, y, ax);
        var darkness = _skin.Folds(x, y, ax);
        albedo *= new Vector3(1 - (0.85f * darkness), 1 - darkness, 1 - darkness);
        albedo = _faceHair.OverBeard(albedo, p, x, y, ax);
        albedo = _faceHair.OverBrows(albedo, x, y);

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
        if (isEye && _eyes.TryPaint(p, x, y, ref albedo, out var eye, out var cover))
        {
            var around = _light.Shade(albedo, p, normal, 1, gloss, tight);
            return Mix(around, eye, cover);
        }

        if (y > _face.NoseEnd && ax < _face.MouthHalf + 3)
        {
            _mouth.Paint(x, y, ref albedo, ref gloss, ref tight);
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
}
