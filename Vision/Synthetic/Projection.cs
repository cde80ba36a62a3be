using System.Numerics;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Camera's frame to picture: perspective of a camera at a distance, then a similarity of the plane.</summary>
/// <param name="Distance">Camera's distance from the frame's origin, template units.</param>
/// <param name="A">Scale times cosine.</param>
/// <param name="B">Scale times sine.</param>
/// <param name="Tx">Shift to the right, pixels.</param>
/// <param name="Ty">Shift down, pixels.</param>
internal readonly record struct Projection(float Distance, float A, float B, float Tx, float Ty)
{
    /// <summary>Picture place in x and y; z stays the depth, larger is nearer.</summary>
    public Vector3 Apply(Vector3 v)
    {
        var p = Distance / (Distance - v.Z);
        float x = v.X * p, y = v.Y * p;
        return new Vector3((A * x) - (B * y) + Tx, (B * x) + (A * y) + Ty, v.Z);
    }

    /// <summary>
    /// The similarity that brings points as near as possible to their targets in least squares (Umeyama 1991, for the
    /// plane): what face alignment does with five landmarks.
    /// </summary>
    public static Projection Align(float distance, ReadOnlySpan<Vector3> seen, ReadOnlySpan<Vector2> targets)
    {
        Span<Vector2> flat = stackalloc Vector2[seen.Length];
        float mx = 0, my = 0, ux = 0, uy = 0;
        for (var i = 0; i < seen.Length; i++)
        {
            var p = distance / (distance - seen[i].Z);
            flat[i] = new Vector2(seen[i].X * p, seen[i].Y * p);
            mx += flat[i].X;
            my += flat[i].Y;
            ux += targets[i].X;
            uy += targets[i].Y;
        }

        float n = seen.Length, dot = 0, cross = 0, square = 0;
        mx /= n;
        my /= n;
        ux /= n;
        uy /= n;
        for (var i = 0; i < seen.Length; i++)
        {
            float x = flat[i].X - mx, y = flat[i].Y - my, u = targets[i].X - ux, v = targets[i].Y - uy;
            dot += (x * u) + (y * v);
            cross += (x * v) - (y * u);
            square += (x * x) + (y * y);
        }

        float a = dot / square, b = cross / square;
        return new Projection(distance, a, b, ux - (a * mx) + (b * my), uy - (b * mx) - (a * my));
    }
}
