using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// Shadow mapping (Williams 1978): renders the head's depth as seen from the main light and compares each vertex with it.
/// </summary>
internal sealed class ShadowCaster
{
    /// <summary>Side of the depth map in samples.</summary>
    private const int Side = 80;

    private readonly SampleBuffer _buffer = new();

    /// <summary>Sets <see cref="SurfaceMesh.Lit"/>: the share of the main light that reaches each vertex, 0 to 1.</summary>
    public void Cast(SurfaceMesh mesh, Lighting light, PhotoConditions photo)
    {
        if (photo.Shadow <= 0.02f || photo.KeyLight < 0.05f)
        {
            return;
        }

        var forward = light.Direction;
        var right = Normalize(new Vector3(forward.Z, 0, -forward.X));
        var down = new Vector3(
            (forward.Y * right.Z) - (forward.Z * right.Y),
            (forward.Z * right.X) - (forward.X * right.Z),
            (forward.X * right.Y) - (forward.Y * right.X));
        const float scale = Side / 170f;
        for (var v = 0; v < mesh.VertexCount; v++)
        {
            var p = mesh.Seen[v];
            mesh.Screen[v] = new Vector3((Dot(p, right) + 85) * scale, (Dot(p, down) + 85) * scale, Dot(p, forward));
        }

        _buffer.Clear(Side);
        _buffer.Draw(mesh, 1, default, castersOnly: true);
        var depth = _buffer.Depth;
        for (var v = 0; v < mesh.VertexCount; v++)
        {
            // Surfaces facing away from the camera or from the light need no shadow.
            var normal = mesh.Normal[v];
            if (normal.Z < -0.3f || Dot(normal, forward) < -0.35f)
            {
                continue;
            }

            var at = mesh.Screen[v];
            float px = at.X - 0.5f, py = at.Y - 0.5f;
            int ix = (int)MathF.Floor(px), iy = (int)MathF.Floor(py);
            if (ix < 1 || iy < 1 || ix >= Side - 2 || iy >= Side - 2)
            {
                continue;
            }

            float fx = px - ix, fy = py - iy, lit = 0;
            var bias = at.Z + 4.2f;
            for (var dy = -1; dy <= 2; dy++)
            {
                var row = ((iy + dy) * Side) + ix;
                var wy = dy == -1 ? 1 - fy : dy == 2 ? fy : 1;
                for (var dx = -1; dx <= 2; dx++)
                {
                    var wx = dx == -1 ? 1 - fx : dx == 2 ? fx : 1;
                    lit += wx * wy * Saturate((bias - depth[row + dx]) * 0.67f);
                }
            }

            mesh.Lit[v] = lit * (1f / 9);
        }
    }
}
