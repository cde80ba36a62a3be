using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Paints what is behind the person.</summary>
internal static class BackgroundPainter
{
    public static void Paint(LinearImage image, PhotoConditions photo)
    {
        var r = new SeededRandom(photo.Seed, 20);
        var light = 0.45f + (0.5f * photo.AmbientLight);
        var first = FacePainter.DrawColour(ref r) * light;
        var second = FacePainter.DrawColour(ref r) * light;
        var angle = r.Uniform(0, 2 * Pi);
        float dx = Cos(angle), dy = Sin(angle);
        const int most = 7;
        Span<Vector3> places = stackalloc Vector3[most];
        Span<Vector3> colours = stackalloc Vector3[most];
        for (var i = 0; i < most; i++)
        {
            places[i] = new Vector3(r.Uniform(-0.1f, 1.1f), r.Uniform(-0.1f, 1.1f), r.Uniform(0.15f, 0.5f));
            colours[i] = FacePainter.DrawColour(ref r) * light;
        }

        var count = photo.Background == Background.Blotches ? 3 + r.Next(most - 2) : 0;
        var stripes = r.Uniform(8, 40);
        var pixels = image.Pixels;
        var side = image.Side;
        var step = 1f / side;
        for (var y = 0; y < side; y++)
        {
            var fy = (y + 0.5f) * step;
            for (var x = 0; x < side; x++)
            {
                var fx = (x + 0.5f) * step;
                var colour = first;
                if (photo.Background != Background.Plain)
                {
                    colour = photo.Background == Background.Stripes
                        ? Mix(first, second, Smooth(-0.25f, 0.25f, Sin((fx + (0.06f * dy * fy)) * stripes)))
                        : Mix(first, second, Smooth(-0.6f, 0.6f, ((fx - 0.5f) * dx) + ((fy - 0.5f) * dy)));
                }

                for (var i = 0; i < count; i++)
                {
                    var p = places[i];
                    float bx = (fx - p.X) / p.Z, by = (fy - p.Y) / p.Z;
                    var d = (bx * bx) + (by * by);
                    if (d < 1)
                    {
                        colour = Mix(colour, colours[i], Smooth(1, 0.55f, d));
                    }
                }

                pixels[(y * side) + x] = new Vector4(colour, 0);
            }
        }
    }
}
