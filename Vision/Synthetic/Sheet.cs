using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// A flat or bent print (or screen) of a face in front of the camera, aligned by its visible landmarks: maps positions of the
/// template to positions on the print. Template units, with the origin of the print at <see cref="Centre"/>.
/// </summary>
internal sealed class Sheet
{
    private const int Step = 8;
    private const int Side = (112 / Step) + 3;
    private const int Rounds = 14;

    /// <summary>Centre of rotation on the template.</summary>
    public static readonly Vector2 Centre = new(56, 70);

    private readonly Vector2[] _from = new Vector2[Side * Side];

    /// <param name="turn">Orientation of the sheet.</param>
    /// <param name="bend">Displacement of its edges, 56 units from the centre, towards the camera.</param>
    /// <param name="axis">Direction perpendicular to the bending axis, radians.</param>
    /// <param name="distance">Distance of the camera, template units.</param>
    /// <param name="landmarks">The five landmarks of the image on the sheet, template units.</param>
    public void Hold(
        in Rotation turn, float bend, float axis, float distance, ReadOnlySpan<Vector2> landmarks, ReadOnlySpan<Vector2> template)
    {
        Span<Vector3> seen = stackalloc Vector3[landmarks.Length];
        float ax = Cos(axis), ay = Sin(axis);
        for (var i = 0; i < seen.Length; i++)
        {
            seen[i] = Place(landmarks[i], turn, bend, ax, ay);
        }

        var projection = Projection.Align(distance, seen, template);
        for (var gy = 0; gy < Side; gy++)
        {
            for (var gx = 0; gx < Side; gx++)
            {
                // Image and source positions are close, so the fixed-point iteration is a contraction.
                var target = new Vector2((gx - 1) * Step, (gy - 1) * Step);
                var from = target;
                for (var round = 0; round < Rounds; round++)
                {
                    var there = projection.Apply(Place(from, turn, bend, ax, ay));
                    from += new Vector2(target.X - there.X, target.Y - there.Y);
                }

                _from[(gy * Side) + gx] = from;
            }
        }
    }

    /// <summary>The position on the print that is visible at a position of the template.</summary>
    public Vector2 From(Vector2 at)
    {
        float x = Math.Clamp((at.X / Step) + 1, 0, Side - 1.001f), y = Math.Clamp((at.Y / Step) + 1, 0, Side - 1.001f);
        int ix = (int)x, iy = (int)y;
        var i = (iy * Side) + ix;
        var upper = Vector2.Lerp(_from[i], _from[i + 1], x - ix);
        var lower = Vector2.Lerp(_from[i + Side], _from[i + Side + 1], x - ix);
        return Vector2.Lerp(upper, lower, y - iy);
    }

    private static Vector3 Place(Vector2 at, in Rotation turn, float bend, float ax, float ay)
    {
        float x = at.X - Centre.X, y = at.Y - Centre.Y;
        var across = ((ax * x) + (ay * y)) / 56;
        return turn.Apply(new Vector3(x, y, bend * across * across));
    }
}
