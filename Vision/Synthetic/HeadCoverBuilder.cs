using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Builds what lies over the skull: hair, hats and the visor of a cap.</summary>
internal static class HeadCoverBuilder
{
    private const int HairColumns = 51;
    private const int HairUpperRows = 14;
    private const int HairLowerRows = 16;
    private const int HairRows = HairUpperRows + HairLowerRows;

    private static readonly HeadRing[] Rings = HeadRing.Table(HairColumns, 0.75f);

    /// <summary>
    /// Builds hair or a hat: the surface of the skull moved outwards where the mask is positive, and vertical below it.
    /// </summary>
    /// <param name="hat">Edge of a hat worn over the hair; null without a hat.</param>
    public static void BuildShell(SurfaceMesh mesh, FaceGeometry face, PersonTraits t, Hairline edge, Hairline? hat, SurfaceLayer layer)
    {
        var isHat = layer == SurfaceLayer.Hat;
        var first = mesh.AddGrid(HairColumns, HairRows, layer, closed: true);
        var volume = isHat ? 3.8f : t.HairVolume;
        var isLong = !isHat && t.HairLength > 0;
        var under = isHat ? null : hat;
        var bottom = isLong ? t.HairLength + 6 : 46;
        var body = t.HairStyle is HairStyle.Afro ? 1.6f : 1f;
        for (var r = 0; r < HairRows; r++)
        {
            float width, front, back, y;
            float up = 0;
            if (r < HairUpperRows)
            {
                var angle = r * (Pi / 2) / HairUpperRows;
                var c = Cos(angle);
                (width, front, back) = face.UpperSection(c);
                y = FaceGeometry.Middle - (face.TopHeight * c);
                up = c;
            }
            else
            {
                var s = (r - HairUpperRows) / (float)(HairRows - HairUpperRows - 1);
                y = FaceGeometry.Middle + (s * (bottom - FaceGeometry.Middle));
                var share = (y - FaceGeometry.Middle) / (face.Chin - FaceGeometry.Middle) / 0.8f;
                (width, front, back) = face.LowerSection(Math.Clamp(share, 0, isLong ? 0.3f : 0.8f));
                if (isLong)
                {
                    // Vertical, slightly wider at the shoulders.
                    width = Math.Max(width, t.HeadWidth * (0.97f + (0.06f * s)));
                    back = t.HeadDepth * 0.95f;
                    front = t.HeadDepth * (0.92f - (0.22f * s));
                }
            }

            var out1 = MathF.Sqrt(Math.Max(0, 1 - (up * up)));
            for (var c = 0; c < HairColumns; c++)
            {
                var ring = Rings[c];
                var v = first + (r * HairColumns) + c;
                var mask = edge.Distance(ring.Angle, y);
                var rise = isHat ? 1 : Smooth(-1, 12, mask);
                var curl = isHat ? 0 : t.HairCurl * volume * 0.22f * Noise(ring.Angle * 7, y * 0.16f, t.TextureSeed + 7);
                if (under is not null)
                {
                    // A hat presses the hair flat.
                    rise *= Smooth(2, -10, under.Distance(ring.Angle, y));
                }

                var thick = 0.7f + (((volume * (1 + (0.35f * up * body))) + curl) * rise);
                if (!isHat && t.HairStyle == HairStyle.Fringe && ring.Cos > 0)
                {
                    thick += 1.6f * Smooth(-6, 1, mask);
                }

                var p = new Vector3(width * ring.Sin, y, (ring.Cos > 0 ? front : back) * ring.Cos);
                if (ring.Cos > 0 && y < 0)
                {
                    p.Z += Math.Max(0, t.Forehead) * Bump(p.X / 34, (y + 34) / 26);
                    p.Z += t.BrowRidge * Bump(p.X / 40, (y - face.BrowY - 1) / 9) * (isHat ? 1 : 0.5f);
                }

                mesh.Place[v] = p + new Vector3(thick * ring.Sin * out1, -thick * up, thick * ring.Cos * out1);
                mesh.Angle[v] = ring.Angle;
                mesh.Mask[v] = mask;
                mesh.Cavity[v] = isHat ? 0 : 0.35f * Smooth(6, -1, mask) * (y < -20 ? 0.5f : 1f);
            }
        }
    }

    public static void BuildVisor(SurfaceMesh mesh, FaceGeometry face, PersonTraits t)
    {
        const int across = 15, outwards = 5;
        var first = mesh.AddGrid(across, outwards, SurfaceLayer.Visor, closed: false);
        for (var r = 0; r < outwards; r++)
        {
            var o = r / (float)(outwards - 1);
            for (var c = 0; c < across; c++)
            {
                var angle = ((c / (float)(across - 1)) - 0.5f) * 2.1f;
                float sin = Sin(angle), cos = Cos(angle);
                var (width, front, _) = face.UpperSection(0.35f);
                mesh.Place[first + (r * across) + c] = new Vector3(
                    (width + 2.5f) * sin * (1 - (0.1f * o)),
                    -31 + (o * 8 * cos) + (2 * sin * sin),
                    ((front + 2) * cos) + (o * 28 * cos));
            }
        }
    }
}
