using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Paints glasses, and bars and hands that are in front of the face.</summary>
internal sealed class OverlayPainter
{
    private readonly PersonTraits _t;
    private readonly PhotoConditions _photo;
    private readonly Palette _palette;
    private readonly Lighting _light;

    public OverlayPainter(PersonTraits traits, PhotoConditions photo, Palette palette, Lighting light)
    {
        _t = traits;
        _photo = photo;
        _palette = palette;
        _light = light;
    }

    /// <summary>Draws the rims where they lie in front of what <paramref name="buffer"/> holds.</summary>
    /// <param name="centre">Picture places of the plane of the lenses: its middle between the eyes,</param>
    /// <param name="right">one unit to the right of it,</param>
    /// <param name="down">and one unit down; z is the depth.</param>
    /// <param name="earLeft">Where the picture's left arm ends.</param>
    /// <param name="earRight">Where the right arm ends.</param>
    public void Glasses(LinearImage image, SampleBuffer buffer, Vector3 centre, Vector3 right, Vector3 down, Vector3 earLeft, Vector3 earRight)
    {
        var dark = _photo.Occluder == Occluder.Sunglasses;
        var style = dark && _t.Glasses == GlassesStyle.None ? GlassesStyle.Oval : _t.Glasses;
        var a = right - centre;
        var b = down - centre;
        var det = (a.X * b.Y) - (a.Y * b.X);
        if (det < 0.05f)
        {
            return;
        }

        float halfW = dark ? Math.Max(_t.LensWidth, 12) : _t.LensWidth, halfH = dark ? Math.Max(_t.LensHeight, 9) : _t.LensHeight;
        if (style == GlassesStyle.Round)
        {
            halfH = halfW = Math.Min(halfW, 11.5f);
        }

        var spacing = Math.Max(_t.EyeSpacing, halfW + 2.2f);
        var rim = dark ? Math.Max(1, _t.RimThickness) : _t.RimThickness;
        var side = image.Side;
        var scale = MathF.Sqrt(det);
        var soft = 0.6f / scale;
        var lens = dark ? new Vector3(0.012f, 0.011f, 0.012f) : default;
        var shine = _light.Direction;
        var glare = Saturate(0.5f + shine.X) * _photo.KeyLight;
        var rims = new Vector4(_palette.Rims * (_photo.AmbientLight + (0.7f * _photo.KeyLight)), 0);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                float px = x + 0.5f - centre.X, py = y + 0.5f - centre.Y;
                var gx = ((px * b.Y) - (py * b.X)) / det;
                var gy = ((a.X * py) - (a.Y * px)) / det;
                if (gy < -halfH - 6 || gy > halfH + 6 || Math.Abs(gx) > spacing + halfW + 6)
                {
                    continue;
                }

                var depth = centre.Z + (gx * a.Z) + (gy * b.Z);
                var at = (((y * 2) + 1) * buffer.Side) + (x * 2) + 1;
                if (buffer.Depth[at] > depth + 1.5f)
                {
                    continue;
                }

                var d = Lens((Math.Abs(gx) - spacing) / halfW, gy / halfH, style) * Math.Min(halfW, halfH);
                var ring = Smooth(rim + soft, rim - soft, Math.Abs(d));
                var bridge = Math.Abs(gx) < spacing - halfW + 1 ? Smooth(rim + soft, rim - soft, Math.Abs(gy + 2 - (0.02f * gx * gx))) : 0;
                ref var pixel = ref image.Pixels[(y * side) + x];
                var inLens = Smooth(soft, -soft, d);
                if (dark)
                {
                    var sheen = new Vector3(0.06f) * Smooth(0.2f, 1, (gx * 0.05f * shine.X) - (gy / halfH));
                    pixel = Mix(pixel, new Vector4(lens + sheen, 0), inLens * 0.95f);
                }
                else if (inLens > 0)
                {
                    // A little light is lost in the glass and a little is reflected.
                    var streak = Bump((gx + (gy * 0.8f) - (spacing * (gx < 0 ? -1 : 1)) - 3) / 3.5f, 0);
                    pixel = (pixel * (1 - (0.06f * inLens))) + new Vector4(0.05f * glare * inLens * streak);
                }

                pixel = Mix(pixel, rims, Math.Max(ring, bridge));
            }
        }

        Arm(image, buffer, centre - (a * (spacing + halfW - 1)) - (b * 2), earLeft, rim * scale, rims);
        Arm(image, buffer, centre + (a * (spacing + halfW - 1)) - (b * 2), earRight, rim * scale, rims);
    }

    /// <summary>A bar or fingers in front of everything, in picture units of 1/112 of the side.</summary>
    public void InFront(LinearImage image)
    {
        var r = new SeededRandom(_photo.Seed, 30);
        var unit = image.Side / 112f;
        if (_photo.Occluder == Occluder.Bar)
        {
            var colour = FacePainter.DrawColour(ref r) * (_photo.AmbientLight + (0.6f * _photo.KeyLight));
            var angle = r.Uniform(0, Pi);
            float nx = Cos(angle), ny = Sin(angle);
            var offset = r.Uniform(-32, 32);
            var half = r.Uniform(4, 11);
            ForEach(image, unit, (x, y) => Smooth(half + 0.7f, half - 0.7f, Math.Abs((nx * (x - 56)) + (ny * (y - 60)) - offset)), (_, _) => colour);
        }
        else if (_photo.Occluder == Occluder.Hand)
        {
            var from = r.Chance(0.5f) ? -1f : 1f;
            var tipX = 56 + (from * r.Uniform(-6, 18));
            var tipY = r.Uniform(74, 96);
            var slant = r.Uniform(0.3f, 1.2f);
            var width = r.Uniform(4.5f, 6.5f);
            for (var finger = 3; finger >= 0; finger--)
            {
                var x0 = tipX + (from * finger * 1.6f) + (finger is 0 or 3 ? from * 4 : 0);
                var y0 = tipY + (finger * width * 1.75f);
                var x1 = x0 + (from * 60);
                var y1 = y0 + (60 * slant * 0.5f);
                var skin = _palette.Skin * (0.9f * (_photo.AmbientLight + (0.55f * _photo.KeyLight)));
                ForEach(
                    image,
                    unit,
                    (x, y) => Smooth(width + 0.7f, width - 0.7f, Segment(x, y, x0, y0, x1, y1)),
                    (x, y) =>
                    {
                        var d = Segment(x, y, x0, y0, x1, y1) / width;
                        return skin * (1 - (0.5f * d * d * d));
                    });
            }
        }
    }

    private static void ForEach(LinearImage image, float unit, Func<float, float, float> cover, Func<float, float, Vector3> colour)
    {
        for (var y = 0; y < image.Side; y++)
        {
            for (var x = 0; x < image.Side; x++)
            {
                float fx = (x + 0.5f) / unit, fy = (y + 0.5f) / unit;
                var c = cover(fx, fy);
                if (c > 0)
                {
                    ref var pixel = ref image.Pixels[(y * image.Side) + x];
                    pixel = Mix(pixel, new Vector4(colour(fx, fy), 0), c);
                }
            }
        }
    }

    /// <summary>Signed distance to a lens' rim, in units of its half size: negative inside.</summary>
    private static float Lens(float x, float y, GlassesStyle style)
    {
        float ax = Math.Abs(x), ay = Math.Abs(y);
        if (style != GlassesStyle.Rectangular)
        {
            return MathF.Sqrt((ax * ax) + (ay * ay)) - 1;
        }

        float qx = Math.Max(0, ax - 0.6f), qy = Math.Max(0, ay - 0.6f);
        return MathF.Sqrt((qx * qx) + (qy * qy)) + Math.Min(0, Math.Max(ax, ay) - 0.6f) - 0.4f;
    }

    private static float Segment(float x, float y, float x0, float y0, float x1, float y1)
    {
        float dx = x1 - x0, dy = y1 - y0;
        var t = Saturate((((x - x0) * dx) + ((y - y0) * dy)) / ((dx * dx) + (dy * dy) + 1e-6f));
        float ex = x - x0 - (t * dx), ey = y - y0 - (t * dy);
        return MathF.Sqrt((ex * ex) + (ey * ey));
    }

    private static void Arm(LinearImage image, SampleBuffer buffer, Vector3 from, Vector3 to, float half, Vector4 colour)
    {
        float dx = to.X - from.X, dy = to.Y - from.Y;
        var square = (dx * dx) + (dy * dy) + 1e-6f;
        var side = image.Side;
        var minX = Math.Max(0, (int)(Math.Min(from.X, to.X) - half - 2));
        var maxX = Math.Min(side - 1, (int)(Math.Max(from.X, to.X) + half + 2));
        var minY = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - half - 2));
        var maxY = Math.Min(side - 1, (int)(Math.Max(from.Y, to.Y) + half + 2));
        for (var y = minY; y <= maxY; y++)
        {
            for (var x = minX; x <= maxX; x++)
            {
                var t = Saturate((((x + 0.5f - from.X) * dx) + ((y + 0.5f - from.Y) * dy)) / square);
                var depth = Mix(from.Z, to.Z, t);
                var at = (((y * 2) + 1) * buffer.Side) + (x * 2) + 1;
                if (buffer.Depth[at] > depth + 2)
                {
                    continue;
                }

                var cover = Smooth(half + 0.5f, half - 0.5f, Segment(x + 0.5f, y + 0.5f, from.X, from.Y, to.X, to.Y));
                ref var pixel = ref image.Pixels[(y * side) + x];
                pixel = Mix(pixel, colour, cover);
            }
        }
    }
}
