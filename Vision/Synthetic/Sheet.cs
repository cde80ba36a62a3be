using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// A flat or bent picture of a face before the camera, aligned by the landmarks that can be seen on it: where every place of
/// the template comes from on the picture. Template units, origin of the picture at <see cref="Centre"/>.
/// </summary>
internal sealed class Sheet
{
    private const int Step = 8;
    private const int Side = (112 / Step) + 3;
    private const int Rounds = 14;

    /// <summary>The template's middle, about which everything turns.</summary>
    public static readonly Vector2 Centre = new(56, 70);

    private readonly Vector2[] _from = new Vector2[Side * Side];

    /// <param name="turn">How the sheet is held.</param>
    /// <param name="bend">How far its edges, 56 units from the middle, come towards the camera (or go away).</param>
    /// <param name="axis">Direction across the bend, radians.</param>
    /// <param name="distance">Of the camera, template units.</param>
    /// <param name="landmarks">The five of the picture on the sheet, template units.</param>
    public void Hold(in Rotation turn, float bend, float axis, float distance, ReadOnlySpan<Vector2> landmarks, ReadOnlySpan<Vector2> template)
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
                // What is seen lies near where it comes from, so that the plain iteration contracts.
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

    /// <summary>The place on the picture that is seen at a place of the template.</summary>
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
