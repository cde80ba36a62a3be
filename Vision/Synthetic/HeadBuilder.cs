using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Builds the surfaces of one photo into a <see cref="SurfaceMesh"/>, in the head frame and turned.</summary>
internal sealed class HeadBuilder
{
    private const int Columns = 57;
    private const int UpperRows = 15;
    private const int LowerRows = 40;
    private const int Rows = UpperRows + LowerRows;
    private const int HairColumns = 51;
    private const int HairUpperRows = 14;
    private const int HairLowerRows = 16;
    private const int HairRows = HairUpperRows + HairLowerRows;

    private static readonly Ring[] HeadRing = Ring.Table(Columns, 0.42f);
    private static readonly Ring[] HairRing = Ring.Table(HairColumns, 0.75f);

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
            BuildShell(mesh, face, traits, hair, hasHat ? hat : null, SurfaceLayer.Hair);
        }

        if (hasHat)
        {
            BuildShell(mesh, face, traits, hat, null, SurfaceLayer.Hat);
            if (photo.Occluder == Occluder.Cap)
            {
                BuildVisor(mesh, face, traits);
            }
        }

        var headEnd = mesh.VertexCount;
        mesh.Turn(0, headEnd, turn, pivot, pivot);

        // The body follows the head by a third; both meet in the middle of the neck.
        var joint = new Vector3(0, 34, -16);
        var body = new Rotation(photo.Yaw * 0.35f, photo.Pitch * 0.1f, photo.Roll * 0.4f);
        BuildNeck(mesh, traits);
        BuildTorso(mesh, traits);
        if (photo.Occluder == Occluder.Scarf)
        {
            BuildScarf(mesh, face, traits);
        }

        mesh.Turn(headEnd, mesh.VertexCount, body, joint, turn.Apply(joint - pivot) + pivot);
        SetNormals(mesh);
    }

    /// <summary>
    /// The five landmarks that faces are aligned by (eyes, nose tip, mouth corners; picture's left first), in the camera's
    /// frame.
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

    /// <summary>Height of the face over a place, from the nearest vertices in front.</summary>
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
                var ring = HeadRing[c];
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

                // Under the chin little light arrives.
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

                    // From the front edge, on the head, the ear swings back and outwards; the rim is rolled forward.
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

    /// <summary>Hair or a hat: the skull's outline pushed outwards where the mask says so, falling straight below it.</summary>
    /// <param name="hat">Edge of the hat that is worn over hair, or null.</param>
    private static void BuildShell(SurfaceMesh mesh, FaceGeometry face, PersonTraits t, Hairline edge, Hairline? hat, SurfaceLayer layer)
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
                    // Falls straight, a little wider where it meets the shoulders.
                    width = Math.Max(width, t.HeadWidth * (0.97f + (0.06f * s)));
                    back = t.HeadDepth * 0.95f;
                    front = t.HeadDepth * (0.92f - (0.22f * s));
                }
            }

            var out1 = MathF.Sqrt(Math.Max(0, 1 - (up * up)));
            for (var c = 0; c < HairColumns; c++)
            {
                var ring = HairRing[c];
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

    private static void BuildVisor(SurfaceMesh mesh, FaceGeometry face, PersonTraits t)
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

    private static void BuildNeck(SurfaceMesh mesh, PersonTraits t)
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

    private static void BuildTorso(SurfaceMesh mesh, PersonTraits t)
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

    private static void BuildScarf(SurfaceMesh mesh, FaceGeometry face, PersonTraits t)
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

    /// <summary>One column of a grid around the head.</summary>
    /// <param name="Angle">0 in front, -π and π behind.</param>
    /// <param name="Sin">Sideways, on a ring a little squarer than a circle.</param>
    /// <param name="Cos">Forwards.</param>
    private readonly record struct Ring(float Angle, float Sin, float Cos)
    {
        /// <summary>Columns from behind over the front to behind.</summary>
        /// <param name="linear">1: evenly spread; less: denser in front.</param>
        public static Ring[] Table(int columns, float linear)
        {
            var table = new Ring[columns];
            for (var i = 0; i < columns; i++)
            {
                var t = (2f * i / (columns - 1)) - 1;
                var angle = Pi * ((linear * t) + ((1 - linear) * t * t * t));
                float s = PortableMath.Sin(angle), c = PortableMath.Cos(angle);
                var round = Pow(Pow(Math.Abs(s), 2.25f) + Pow(Math.Abs(c), 2.25f), -1 / 2.25f);
                table[i] = new Ring(angle, s * round, c * round);
            }

            return table;
        }
    }
}
