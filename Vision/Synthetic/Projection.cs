using System.Numerics;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Projection from the camera frame to the image: perspective, then a similarity of the plane.</summary>
/// <param name="Distance">Camera's distance from the frame's origin, template units.</param>
/// <param name="A">Scale times cosine.</param>
/// <param name="B">Scale times sine.</param>
/// <param name="Tx">Shift to the right, pixels.</param>
/// <param name="Ty">Shift down, pixels.</param>
internal readonly record struct Projection(float Distance, float A, float B, float Tx, float Ty)
{
    /// <summary>Image position in x and y; z is the depth, larger is nearer.</summary>
    public Vector3 Apply(Vector3 v)
    {
        var p = Distance / (Distance - v.Z);
        float x = v.X * p, y = v.Y * p;
        return new Vector3((A * x) - (B * y) + Tx, (B * x) + (A * y) + Ty, v.Z);
    }

    /// <summary>
    /// The least-squares similarity from points to their targets (Umeyama 1991, for the plane), as in face alignment with five
    /// landmarks.
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
