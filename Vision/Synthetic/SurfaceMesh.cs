using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// The triangles of one photo: vertices in grids, each with its place in the head frame, its angle around the head, a mask
/// (hair, hats) or local coordinate (ears), the light it loses, and after <see cref="Project"/> its place in the picture.
/// The arrays are reused from photo to photo.
/// </summary>
internal sealed class SurfaceMesh
{
    public const int MaxVertices = 14000;

    public readonly Vector3[] Place = new Vector3[MaxVertices];
    public readonly Vector3[] Seen = new Vector3[MaxVertices];
    public readonly Vector3[] Screen = new Vector3[MaxVertices];
    public readonly Vector3[] Normal = new Vector3[MaxVertices];
    public readonly float[] Angle = new float[MaxVertices];
    public readonly float[] Mask = new float[MaxVertices];
    public readonly float[] Cavity = new float[MaxVertices];
    public readonly float[] Lit = new float[MaxVertices];
    public readonly int[] Corners = new int[MaxVertices * 6];
    public readonly SurfaceLayer[] Layer = new SurfaceLayer[MaxVertices * 2];

    private readonly List<Grid> _grids = [];

    public IReadOnlyList<Grid> Grids => _grids;

    public int VertexCount { get; private set; }

    public int TriangleCount { get; private set; }

    public void Clear()
    {
        VertexCount = 0;
        TriangleCount = 0;
        _grids.Clear();
    }

    /// <summary>Reserves <paramref name="columns"/> x <paramref name="rows"/> vertices, row by row.</summary>
    /// <param name="closed">The last column lies on the first.</param>
    /// <returns>The first vertex' number.</returns>
    public int AddGrid(int columns, int rows, SurfaceLayer layer, bool closed)
    {
        var first = VertexCount;
        _grids.Add(new Grid(first, columns, rows, closed));
        VertexCount += columns * rows;
        for (var r = 0; r + 1 < rows; r++)
        {
            for (var c = 0; c + 1 < columns; c++)
            {
                var v = first + (r * columns) + c;
                AddTriangle(v, v + 1, v + columns, layer);
                AddTriangle(v + 1, v + columns + 1, v + columns, layer);
            }
        }

        for (var v = first; v < VertexCount; v++)
        {
            Angle[v] = 0;
            Mask[v] = 0;
            Cavity[v] = 0;
            Lit[v] = 1;
        }

        return first;
    }

    /// <summary>Normals of a grid from the differences of neighbours, in the camera's frame.</summary>
    public void SetNormals(int first, int columns, int rows, bool closed)
    {
        for (var r = 0; r < rows; r++)
        {
            var up = first + (Math.Max(r - 1, 0) * columns);
            var down = first + (Math.Min(r + 1, rows - 1) * columns);
            var row = first + (r * columns);
            for (var c = 0; c < columns; c++)
            {
                var left = c > 0 ? c - 1 : closed ? columns - 2 : 0;
                var right = c + 1 < columns ? c + 1 : closed ? 1 : columns - 1;
                var across = Seen[row + right] - Seen[row + left];
                var along = Seen[down + c] - Seen[up + c];
                Normal[row + c] = Normalize(new Vector3(
                    (across.Y * along.Z) - (across.Z * along.Y),
                    (across.Z * along.X) - (across.X * along.Z),
                    (across.X * along.Y) - (across.Y * along.X)));
            }
        }
    }

    /// <summary>Turns head-frame places into the camera's frame.</summary>
    public void Turn(int first, int end, in Rotation rotation, Vector3 pivot, Vector3 moved)
    {
        for (var v = first; v < end; v++)
        {
            Seen[v] = rotation.Apply(Place[v] - pivot) + moved;
        }
    }

    /// <summary>Puts all vertices onto the picture.</summary>
    public void Project(in Projection projection)
    {
        for (var v = 0; v < VertexCount; v++)
        {
            Screen[v] = projection.Apply(Seen[v]);
        }
    }

    private void AddTriangle(int a, int b, int c, SurfaceLayer layer)
    {
        var t = TriangleCount++;
        Corners[t * 3] = a;
        Corners[(t * 3) + 1] = b;
        Corners[(t * 3) + 2] = c;
        Layer[t] = layer;
    }

    /// <summary>A grid of vertices, row by row.</summary>
    public readonly record struct Grid(int First, int Columns, int Rows, bool Closed);
}
