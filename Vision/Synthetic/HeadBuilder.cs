using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Builds the surfaces of one photo in a <see cref="SurfaceMesh"/>, in the head frame and rotated.</summary>
internal sealed class HeadBuilder
{
    private const int Columns = 57;
    private const int UpperRows = 15;
    private const int LowerRows = 40;
    private const int Rows = UpperRows + LowerRows;

    private static readonly HeadRing[] Rings = HeadRing.Table(Columns, 0.42f);

    /// <summary>First vertex of the head's grid; the head is built first.</summary>
    private int _head;

    public void Build(SurfaceMesh mesh, FaceGeometry face, PersonTraits traits, PhotoConditions photo, Hairline hair, Hairline hat)
    {
        mesh.Clear();
        var pivot = new Vector3(0, 6, -8);
        var turn = new Rotation(photo.Yaw, photo.Pitch, photo.Roll);
        var hasHat = photo.Occluder is Occluder.Cap or Occluder.Beanie;
        BuildHead(mesh, face);
        BuildEars(mesh, face, traits);
        if (traits.HairStyle != HairStyle.Bald)
        {
            HeadCoverBuilder.BuildShell(mesh, face, traits, hair, hasHat ? hat : null, SurfaceLayer.Hair);
        }

        if (hasHat)
        {
            HeadCoverBuilder.BuildShell(mesh, face, traits, hat, null, SurfaceLayer.Hat);
            if (photo.Occluder == Occluder.Cap)
            {
                HeadCoverBuilder.BuildVisor(mesh, face, traits);
            }
        }

        var headEnd = mesh.VertexCount;
        mesh.Turn(0, headEnd, turn, pivot, pivot);

        // The body rotates by about a third of the head's rotation; both meet in the middle of the neck.
        var joint = new Vector3(0, 34, -16);
        var body = new Rotation(photo.Yaw * 0.35f, photo.Pitch * 0.1f, photo.Roll * 0.4f);
        BodyBuilder.BuildNeck(mesh, traits);
        BodyBuilder.BuildTorso(mesh, traits);
        if (photo.Occluder == Occluder.Scarf)
        {
            BodyBuilder.BuildScarf(mesh, face, traits);
        }

        mesh.Turn(headEnd, mesh.VertexCount, body, joint, turn.Apply(joint - pivot) + pivot);
        SetNormals(mesh);
    }

    /// <summary>
    /// The five landmarks used for alignment (eyes, nose tip, mouth corners; left in the image first), in the camera frame.
    /// </summary>
    public void Landmarks(SurfaceMesh mesh, FaceGeometry face, PhotoConditions photo, Span<Vector3> five)
    {
        Span<Vector2> at =
        [
            new(-face.EyeX, face.EyeY), new(face.EyeX, face.EyeY), new(0, face.NoseEnd - 4),
            new(-face.MouthHalf, face.MouthY - face.MouthLift), new(face.MouthHalf, face.MouthY - face.MouthLift),
        ];
        var pivot = new Vector3(0, 6, -8);
        var turn = new Rotation(photo.Yaw, photo.Pitch, photo.Roll);
        for (var i = 0; i < 5; i++)
        {
            var place = new Vector3(at[i].X, at[i].Y, DepthAt(mesh, at[i]));
            five[i] = turn.Apply(place - pivot) + pivot;
        }
    }

    /// <summary>Depth of the face surface at a position, interpolated from the nearest vertices in front.</summary>
    public float DepthAt(SurfaceMesh mesh, Vector2 at)
    {
        float sum = 0, weights = 0;
        for (var v = _head; v < _head + (Columns * Rows); v++)
        {
            var p = mesh.Place[v];
            float dx = p.X - at.X, dy = p.Y - at.Y;
            var square = (dx * dx) + (dy * dy);
            if (p.Z > 5 && square < 6)
            {
                var w = 1 / (square + 0.05f);
                sum += w * p.Z;
                weights += w;
            }
        }

        return weights > 0 ? sum / weights : 40;
    }

    private static void SetNormals(SurfaceMesh mesh)
    {
        foreach (var grid in mesh.Grids)
        {
            mesh.SetNormals(grid.First, grid.Columns, grid.Rows, grid.Closed);
        }
    }

    private void BuildHead(SurfaceMesh mesh, FaceGeometry face)
    {
        _head = mesh.AddGrid(Columns, Rows, SurfaceLayer.Head, closed: true);
        for (var r = 0; r < Rows; r++)
        {
            float width, front, back, y, s;
            if (r < UpperRows)
            {
                var angle = r * (Pi / 2) / UpperRows;
                var c = Cos(angle);
                (width, front, back) = face.UpperSection(c);
                y = FaceGeometry.Middle - (face.TopHeight * c);
                s = 0;
            }
            else
            {
                var t = (r - UpperRows) / (float)(LowerRows - 1);
                var t2 = t * t;
                s = (1.16f * t) - (0.16f * t2 * t2 * t);
                (width, front, back) = face.LowerSection(s);
                y = 0;
            }

            for (var c = 0; c < Columns; c++)
            {
                var ring = Rings[c];
                var v = _head + (r * Columns) + c;
                var py = r < UpperRows ? y : FaceGeometry.Middle + (s * (face.Chin - FaceGeometry.Middle) * face.JawShare(ring.Angle));
                var px = width * ring.Sin;
                var pz = (ring.Cos > 0 ? front : back) * ring.Cos;
                mesh.Angle[v] = ring.Angle;
                if (ring.Cos > 0.12f)
                {
                    var facing = Smooth(0.12f, 0.45f, ring.Cos) * (s > 0.93f ? Smooth(1.001f, 0.93f, s) : 1);
                    pz += face.Relief(px, py, out var cavity) * facing;
                    mesh.Cavity[v] = cavity * facing;
                }

                // Ambient occlusion under the chin.
                mesh.Cavity[v] += 0.45f * Smooth(0.93f, 1f, s);
                mesh.Place[v] = new Vector3(px, py, pz);
            }
        }
    }

    private static void BuildEars(SurfaceMesh mesh, FaceGeometry face, PersonTraits t)
    {
        const int around = 15, rings = 6;
        var s = Math.Clamp((t.EarHeight - FaceGeometry.Middle) / ((face.Chin - FaceGeometry.Middle) * 0.8f), 0f, 0.9f);
        var width = face.LowerSection(s).Width - 1.5f;
        foreach (var side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            var first = mesh.AddGrid(around, rings, SurfaceLayer.Ear, closed: true);
            for (var r = 0; r < rings; r++)
            {
                var radius = r / (float)(rings - 1);
                for (var a = 0; a < around; a++)
                {
                    var angle = a * 2 * Pi / (around - 1);
                    float c = Cos(angle) * radius, up = Sin(angle) * radius;
                    var lobe = up > 0 ? 1 - (0.3f * up) : 1;

                    // From its front edge on the head the ear extends back and outwards; the rim is rolled forward.
                    var swing = (c + 1) * 0.5f;
                    var rim = r == rings - 2 ? 0.9f : r == rings - 1 ? -0.4f : 0;
                    var v = first + (r * around) + a;
                    mesh.Place[v] = new Vector3(
                        side * (width + (swing * t.EarProtrusion * lobe)),
                        t.EarHeight + (up * t.EarSize) - (swing * 1.5f),
                        -2 - (swing * t.EarSize * 0.62f * lobe) + rim);
                    mesh.Mask[v] = radius;
                    mesh.Cavity[v] = radius < 0.75f ? 0.35f * (1 - (0.5f * swing)) : 0.05f;
                }
            }
        }
    }
}
