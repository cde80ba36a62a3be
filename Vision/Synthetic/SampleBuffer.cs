namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// What is nearest to the camera at every sample of a square raster: depth, triangle and barycentric coordinates. Painting
/// is done afterwards, once per pixel where its samples agree.
/// </summary>
internal sealed class SampleBuffer
{
    public const float Far = -1e9f;

    private float[] _depth = [];
    private int[] _triangle = [];
    private float[] _second = [];
    private float[] _third = [];

    public int Side { get; private set; }

    public float[] Depth => _depth;

    public int[] Triangle => _triangle;

    /// <summary>Weight of the triangle's second corner.</summary>
    public float[] Second => _second;

    /// <summary>Weight of the triangle's third corner.</summary>
    public float[] Third => _third;

    public void Clear(int side)
    {
        Side = side;
        if (_depth.Length < side * side)
        {
            _depth = new float[side * side];
            _triangle = new int[side * side];
            _second = new float[side * side];
            _third = new float[side * side];
        }

        Array.Fill(_depth, Far, 0, side * side);
        Array.Fill(_triangle, -1, 0, side * side);
    }

    /// <summary>Draws all triangles of a mesh.</summary>
    /// <param name="scale">Samples per unit of <see cref="SurfaceMesh.Screen"/>.</param>
    /// <param name="strands">Jagged edge of the hair by angle around the head, template units.</param>
    /// <param name="castersOnly">Only what throws shadows on the face: head, hair, hats.</param>
    public void Draw(SurfaceMesh mesh, float scale, ReadOnlySpan<float> strands, bool castersOnly)
    {
        for (var t = 0; t < mesh.TriangleCount; t++)
        {
            var layer = mesh.Layer[t];
            if (castersOnly && layer is not (SurfaceLayer.Head or SurfaceLayer.Hair or SurfaceLayer.Hat or SurfaceLayer.Visor))
            {
                continue;
            }

            int i0 = mesh.Corners[t * 3], i1 = mesh.Corners[(t * 3) + 1], i2 = mesh.Corners[(t * 3) + 2];
            var masked = layer is SurfaceLayer.Hair or SurfaceLayer.Hat;
            if (masked && mesh.Mask[i0] < -6 && mesh.Mask[i1] < -6 && mesh.Mask[i2] < -6)
            {
                continue;
            }

            var p0 = mesh.Screen[i0];
            var p1 = mesh.Screen[i1];
            var p2 = mesh.Screen[i2];
            float x0 = p0.X * scale, y0 = p0.Y * scale;
            float ax = (p1.X * scale) - x0, ay = (p1.Y * scale) - y0;
            float bx = (p2.X * scale) - x0, by = (p2.Y * scale) - y0;
            var area = (ax * by) - (ay * bx);
            var twoSided = layer is SurfaceLayer.Hair or SurfaceLayer.Ear or SurfaceLayer.Visor or SurfaceLayer.Scarf;
            if (area is > -1e-7f and < 1e-7f || (area < 0 && (!twoSided || castersOnly)))
            {
                continue;
            }

            var minX = Math.Max(0, (int)MathF.Ceiling(x0 + Math.Min(0, Math.Min(ax, bx)) - 0.5f));
            var maxX = Math.Min(Side - 1, (int)MathF.Floor(x0 + Math.Max(0, Math.Max(ax, bx)) - 0.5f));
            var minY = Math.Max(0, (int)MathF.Ceiling(y0 + Math.Min(0, Math.Min(ay, by)) - 0.5f));
            var maxY = Math.Min(Side - 1, (int)MathF.Floor(y0 + Math.Max(0, Math.Max(ay, by)) - 0.5f));
            if (minX > maxX || minY > maxY)
            {
                continue;
            }

            var inverse = 1 / area;
            float az = p1.Z - p0.Z, bz = p2.Z - p0.Z;
            float stepU = by * inverse, stepV = -ay * inverse, left = minX + 0.5f - x0;
            for (var y = minY; y <= maxY; y++)
            {
                var dy = y + 0.5f - y0;
                var row = y * Side;
                var u0 = ((left * by) - (dy * bx)) * inverse;
                var v0 = ((ax * dy) - (ay * left)) * inverse;
                for (var x = minX; x <= maxX; x++)
                {
                    float dx = x - minX, u = u0 + (dx * stepU), v = v0 + (dx * stepV);

                    // Neighbours compute their common edge differently in the last bits: the tolerance closes the gap.
                    if (u < -1e-4f || v < -1e-4f || u + v > 1.0001f)
                    {
                        continue;
                    }

                    var z = p0.Z + (u * az) + (v * bz);
                    if (z <= _depth[row + x] || (masked && Hidden(mesh, i0, i1, i2, u, v, layer == SurfaceLayer.Hair ? strands : default)))
                    {
                        continue;
                    }

                    _depth[row + x] = z;
                    _triangle[row + x] = t;
                    _second[row + x] = u;
                    _third[row + x] = v;
                }
            }
        }
    }

    private static bool Hidden(SurfaceMesh mesh, int i0, int i1, int i2, float u, float v, ReadOnlySpan<float> strands)
    {
        var w = 1 - u - v;
        var mask = (w * mesh.Mask[i0]) + (u * mesh.Mask[i1]) + (v * mesh.Mask[i2]);
        if (strands.IsEmpty)
        {
            return mask < 0;
        }

        var angle = (w * mesh.Angle[i0]) + (u * mesh.Angle[i1]) + (v * mesh.Angle[i2]);
        var at = (int)((angle + PortableMath.Pi) * (strands.Length / (2 * PortableMath.Pi)));
        return mask + strands[Math.Clamp(at, 0, strands.Length - 1)] < 0;
    }
}
