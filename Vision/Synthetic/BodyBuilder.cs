using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Builds what lies below the head, in the body's own frame: neck, clothes and scarf.</summary>
internal static class BodyBuilder
{
    public static void BuildNeck(SurfaceMesh mesh, PersonTraits t)
    {
        const int around = 25, rows = 9;
        var first = mesh.AddGrid(around, rows, SurfaceLayer.Neck, closed: true);
        for (var r = 0; r < rows; r++)
        {
            var s = r / (float)(rows - 1);
            var wide = t.NeckWidth * (1 + (0.28f * s * s));
            for (var c = 0; c < around; c++)
            {
                var angle = ((c / (float)(around - 1)) - 0.5f) * 2 * Pi;
                var v = first + (r * around) + c;
                mesh.Place[v] = new Vector3(wide * Sin(angle), 26 + (74 * s), -17 + (wide * 0.95f * Cos(angle)));
                mesh.Cavity[v] = 0.55f * Smooth(0.75f, 0.15f, s);
            }
        }
    }

    public static void BuildTorso(SurfaceMesh mesh, PersonTraits t)
    {
        const int around = 25, rows = 10;
        var first = mesh.AddGrid(around, rows, SurfaceLayer.Torso, closed: true);
        for (var r = 0; r < rows; r++)
        {
            var s = r / (float)(rows - 1);
            var grow = MathF.Sqrt(s);
            for (var c = 0; c < around; c++)
            {
                var angle = ((c / (float)(around - 1)) - 0.5f) * 2 * Pi;
                var collar = t.NeckWidth + 3f;
                mesh.Place[first + (r * around) + c] = new Vector3(
                    (collar + (80 * grow)) * Sin(angle),
                    68 + (62 * s * s) + (16 * s) + (7 * Math.Max(0, Cos(angle)) * (1 - s)),
                    -18 + ((collar + (26 * grow)) * Cos(angle)));
                mesh.Cavity[first + (r * around) + c] = 0.3f * (1 - s);
            }
        }
    }

    public static void BuildScarf(SurfaceMesh mesh, FaceGeometry face, PersonTraits t)
    {
        const int around = 33, rows = 9;
        var first = mesh.AddGrid(around, rows, SurfaceLayer.Scarf, closed: true);
        for (var r = 0; r < rows; r++)
        {
            var s = r / (float)(rows - 1);
            for (var c = 0; c < around; c++)
            {
                var angle = ((c / (float)(around - 1)) - 0.5f) * 2 * Pi;
                var bulge = 5 * Bump((s - 0.5f) / 0.6f, 0);
                var radius = t.HeadWidth + 3 + bulge + (6 * s);
                var wave = 2.5f * Noise(angle * 2, s * 4, t.TextureSeed + 3);
                mesh.Place[first + (r * around) + c] = new Vector3(
                    (radius + wave) * Sin(angle),
                    face.MouthY + 1 + (s * 40) + (3 * Cos(angle)) + wave,
                    -10 + ((t.HeadDepth + 11 + bulge + wave) * Cos(angle)));
                mesh.Mask[first + (r * around) + c] = s;
            }
        }
    }
}
