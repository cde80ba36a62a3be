using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Turns the samples of an image, four per pixel, into painted pixels.</summary>
internal sealed class SurfaceResolver(SurfaceMesh mesh, SampleBuffer samples)
{
    /// <summary>Paints each pixel once where its four samples show one surface, otherwise once for each visible surface.</summary>
    public void Resolve(FacePainter painter, LinearImage image, int size)
    {
        var wide = size * 2;
        var pixels = image.Pixels;
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var at = (y * 2 * wide) + (x * 2);
                int t0 = samples.Triangle[at], t1 = samples.Triangle[at + 1];
                int t2 = samples.Triangle[at + wide], t3 = samples.Triangle[at + wide + 1];
                if ((t0 | t1 | t2 | t3) < 0)
                {
                    if (t0 < 0 && t1 < 0 && t2 < 0 && t3 < 0)
                    {
                        continue;
                    }
                }
                else if (SameSurface(at, wide, t0, t1, t2, t3))
                {
                    pixels[(y * size) + x] = new Vector4(painter.Paint(Middle(at, at + wide + 1, t0, t3)), 0);
                    continue;
                }

                var behind = pixels[(y * size) + x].AsVector3();
                var c0 = t0 < 0 ? behind : painter.Paint(Unit(Point(at)));
                var c1 = t1 < 0 ? behind : Near(at + 1, at) ? c0 : painter.Paint(Unit(Point(at + 1)));
                var c2 = t2 < 0 ? behind : Near(at + wide, at) ? c0 : painter.Paint(Unit(Point(at + wide)));
                var c3 = t3 < 0 ? behind
                    : Near(at + wide + 1, at + 1) ? c1
                    : Near(at + wide + 1, at + wide) ? c2
                    : painter.Paint(Unit(Point(at + wide + 1)));
                pixels[(y * size) + x] = new Vector4((c0 + c1 + c2 + c3) * 0.25f, 0);
            }
        }
    }

    private bool SameSurface(int at, int wide, int t0, int t1, int t2, int t3)
    {
        var layer = mesh.Layer[t0];
        if (mesh.Layer[t1] != layer || mesh.Layer[t2] != layer || mesh.Layer[t3] != layer)
        {
            return false;
        }

        float d0 = samples.Depth[at], d3 = samples.Depth[at + wide + 1];
        return d0 - d3 is < 5 and > -5;
    }

    /// <summary>Whether two samples show the same surface at a similar depth, so that they can share a colour.</summary>
    private bool Near(int a, int b)
    {
        int ta = samples.Triangle[a], tb = samples.Triangle[b];
        return tb >= 0 && mesh.Layer[ta] == mesh.Layer[tb] && samples.Depth[a] - samples.Depth[b] is < 4 and > -4;
    }

    private static SurfacePoint Unit(in SurfacePoint p) => p with { Normal = Normalize(p.Normal) };

    /// <summary>The point half-way between two samples of one surface.</summary>
    private SurfacePoint Middle(int first, int last, int firstTriangle, int lastTriangle)
    {
        if (firstTriangle == lastTriangle)
        {
            return Unit(Point(
                firstTriangle,
                (samples.Second[first] + samples.Second[last]) * 0.5f,
                (samples.Third[first] + samples.Third[last]) * 0.5f));
        }

        var a = Point(first);
        var b = Point(last);
        return new SurfacePoint(
            a.Layer,
            (a.Place + b.Place) * 0.5f,
            Normalize(a.Normal + b.Normal),
            (a.Angle + b.Angle) * 0.5f,
            (a.Mask + b.Mask) * 0.5f,
            (a.Cavity + b.Cavity) * 0.5f,
            (a.Lit + b.Lit) * 0.5f);
    }

    private SurfacePoint Point(int sample) => Point(samples.Triangle[sample], samples.Second[sample], samples.Third[sample]);

    /// <summary>Interpolates the corners of a triangle; the normal is not normalised.</summary>
    private SurfacePoint Point(int triangle, float v, float w)
    {
        int a = mesh.Corners[triangle * 3], b = mesh.Corners[(triangle * 3) + 1], c = mesh.Corners[(triangle * 3) + 2];
        var u = 1 - v - w;
        var normal = (mesh.Normal[a] * u) + (mesh.Normal[b] * v) + (mesh.Normal[c] * w);
        var layer = mesh.Layer[triangle];
        if (normal.Z < 0 && layer != SurfaceLayer.Head)
        {
            normal = -normal;
        }

        return new SurfacePoint(
            layer,
            (mesh.Place[a] * u) + (mesh.Place[b] * v) + (mesh.Place[c] * w),
            normal,
            (mesh.Angle[a] * u) + (mesh.Angle[b] * v) + (mesh.Angle[c] * w),
            (mesh.Mask[a] * u) + (mesh.Mask[b] * v) + (mesh.Mask[c] * w),
            (mesh.Cavity[a] * u) + (mesh.Cavity[b] * v) + (mesh.Cavity[c] * w),
            (mesh.Lit[a] * u) + (mesh.Lit[b] * v) + (mesh.Lit[c] * w));
    }
}
