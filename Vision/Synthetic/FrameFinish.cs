using System.Numerics;
using FaceGrid.Vision.Imaging;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// What the camera makes of a picture in one frame: the alignment's error, what print or screen do to the light, exposure that
/// breathes, noise and compression.
/// </summary>
internal sealed class FrameFinish
{
    private readonly int _size;
    private readonly ulong _seed;
    private readonly float _alignment;
    private readonly float _noise;
    private readonly int _quality;
    private readonly Wave _exposure;
    private readonly float _contrast;
    private readonly float _lift;
    private readonly Vector3 _cast;
    private readonly bool _screen;
    private readonly float _interference;
    private readonly Vector2 _grid;
    private readonly float _band;
    private readonly float _bandSpeed;
    private readonly Vector3 _glare;
    private readonly JpegArtefacts _jpeg = new();

    public FrameFinish(ref SeededRandom r, BurstKind kind, int size)
    {
        _size = size;
        _seed = r.NextUInt64();

        // In template units and levels of 255. Fewer pixels average more of the sensor's noise.
        _alignment = r.Uniform(0.1f, 0.7f);
        _noise = r.Uniform(1, 5) * (size / 112f);
        _quality = r.Chance(0.5f) ? 60 + r.Next(36) : 0;
        _exposure = new Wave(ref r, r.Uniform(0, 0.03f), 8, 40);
        var flat = kind != BurstKind.Live;
        _screen = kind is BurstKind.Screen or BurstKind.ReplayedFilm;
        _contrast = flat ? r.Uniform(0.75f, 1.02f) : r.Uniform(0.9f, 1.02f);
        _lift = flat ? r.Uniform(0, 0.1f) : r.Uniform(0, 0.05f);
        _cast = new Vector3(1 + r.Uniform(-0.06f, 0.06f), 1, 1 + r.Uniform(-0.08f, 0.08f));
        _interference = _screen && r.Chance(0.8f) ? r.Uniform(0.005f, 0.05f) : 0;
        _grid = new Vector2(r.Uniform(-0.9f, 0.9f), r.Uniform(-0.9f, 0.9f));
        _band = _screen && r.Chance(0.5f) ? r.Uniform(0.01f, 0.06f) : 0;
        _bandSpeed = r.Uniform(-12, 12);
        _glare = flat && r.Chance(0.4f) ? new Vector3(r.Uniform(0, 112), r.Uniform(0, 112), r.Uniform(0.03f, 0.25f)) : default;
    }

    /// <param name="sheet">Null: the picture is the scene itself.</param>
    public RgbImage Take(RgbImage picture, Sheet? sheet, int t)
    {
        var r = new SeededRandom(_seed, (ulong)t);
        var shift = new Vector2(r.Normal(), r.Normal()) * _alignment;
        var angle = r.Normal() * _alignment * 0.012f;
        var scale = 1 + (r.Normal() * _alignment * 0.01f);
        float c = Cos(angle) * scale, s = Sin(angle) * scale;
        var gain = 1 + _exposure.At(t);
        var bytes = new byte[_size * _size * 3];
        var state = SeededRandom.Mix(_seed ^ (0x5851F42D4C957F2D * (ulong)(t + 1)));
        var unit = 112f / _size;
        for (var y = 0; y < _size; y++)
        {
            for (var x = 0; x < _size; x++)
            {
                var at = new Vector2((x + 0.5f) * unit, (y + 0.5f) * unit);
                var d = at - Sheet.Centre;
                var seen = Sheet.Centre + new Vector2((c * d.X) - (s * d.Y), (s * d.X) + (c * d.Y)) + shift;
                var from = sheet is null ? seen : sheet.From(seen);
                var colour = Sample(picture, BurstRenderer.InPicture(from, picture.Width)) * _cast;
                colour = (new Vector3(_lift * 255) + (colour * (_contrast * (1 - _lift)))) * gain;
                if (_interference > 0)
                {
                    // The screen's pixels against the camera's: stripes that wander when either moves.
                    colour *= 1 + (_interference * Sin((from.X * _grid.X) + (from.Y * _grid.Y) + (0.6f * (seen.X - from.X))));
                }

                if (_band > 0)
                {
                    colour *= 1 - (_band * Smooth(0.6f, 1, Sin((at.Y + (_bandSpeed * t)) * 0.045f)));
                }

                if (_glare.Z > 0)
                {
                    // A lamp's reflection stays where lamp and camera are, and does not move with what is on the sheet.
                    colour += new Vector3(255 * _glare.Z * Bump((at.X - _glare.X) / 40, (at.Y - _glare.Y) / 25));
                }

                state += 0x9E3779B97F4A7C15;
                var h = SeededRandom.Mix(state);
                var common = Centred(h);
                var strength = _noise * 2.2f;
                var to = ((y * _size) + x) * 3;
                bytes[to] = ToByte(colour.X + (strength * (common + (0.7f * Centred(h >> 16)))));
                bytes[to + 1] = ToByte(colour.Y + (strength * (common + (0.7f * Centred(h >> 32)))));
                bytes[to + 2] = ToByte(colour.Z + (strength * (common + (0.7f * Centred(h >> 48)))));
            }
        }

        if (_quality > 0)
        {
            _jpeg.Apply(bytes, _size, _quality);
        }

        return new RgbImage(_size, _size, bytes);
    }

    private static Vector3 Sample(RgbImage picture, Vector2 at)
    {
        float x = Math.Clamp(at.X - 0.5f, 0, picture.Width - 1.001f), y = Math.Clamp(at.Y - 0.5f, 0, picture.Height - 1.001f);
        int ix = (int)x, iy = (int)y;
        var i = ((iy * picture.Width) + ix) * 3;
        var below = i + (picture.Width * 3);
        var p = picture.Pixels;
        var upper = Mix(new Vector3(p[i], p[i + 1], p[i + 2]), new Vector3(p[i + 3], p[i + 4], p[i + 5]), x - ix);
        var lower = Mix(new Vector3(p[below], p[below + 1], p[below + 2]), new Vector3(p[below + 3], p[below + 4], p[below + 5]), x - ix);
        return Mix(upper, lower, y - iy);
    }

    private static float Centred(ulong bits) => ((bits & 0xFFFF) * (1f / 65536f)) - 0.5f;

    private static byte ToByte(float v) => v <= 0 ? (byte)0 : v >= 254.5f ? (byte)255 : (byte)(v + 0.5f);
}
