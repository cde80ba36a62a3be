using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// Where hair ends: for every angle around the head (0 in front, positive towards the picture's right) the height below
/// which there is none, tabled, with the factor that turns a difference in height into a distance from the edge.
/// </summary>
internal sealed class Hairline
{
    private const int Steps = 128;

    private readonly float[] _edge = new float[Steps + 2];
    private readonly float[] _slope = new float[Steps + 2];

    /// <summary>Tables the edge that <paramref name="edge"/> gives for an angle in radians.</summary>
    public void Set(Func<float, float> edge, float headWidth)
    {
        for (var i = 0; i < _edge.Length; i++)
        {
            _edge[i] = edge((i * (2 * Pi / Steps)) - Pi);
        }

        var step = 2 * Pi / Steps * headWidth;
        for (var i = 0; i < _edge.Length; i++)
        {
            var d = (_edge[Math.Min(i + 1, Steps)] - _edge[Math.Max(i - 1, 0)]) / (2 * step);
            _slope[i] = 1 / MathF.Sqrt(1 + (d * d));
        }
    }

    /// <summary>Signed distance to the edge in template units, positive where there is hair.</summary>
    public float Distance(float angle, float y)
    {
        var p = (Math.Clamp(angle, -Pi, Pi) + Pi) * (Steps / (2 * Pi));
        var i = (int)p;
        var f = p - i;
        return (Mix(_edge[i], _edge[i + 1], f) - y) * Mix(_slope[i], _slope[i + 1], f);
    }

    /// <summary>The edge of a person's own hair.</summary>
    public static float OwnEdge(PersonTraits t, float angle)
    {
        const float none = -200;
        if (t.HairStyle == HairStyle.Bald)
        {
            return none;
        }

        var a = Math.Abs(angle);
        var above = t.EarHeight - (t.EarSize * 0.75f);
        var front = -t.Hairline;
        var burn = Math.Min(t.Sideburns, t.EarHeight + 12);
        switch (t.HairStyle)
        {
            case HairStyle.Receding:
                front = a < 0.95f ? none : -18;
                return a < 1.0f ? Mix(none, -16, Smooth(0.9f, 1.02f, a))
                    : Mix(Mix(-16, burn, Smooth(1.02f, 1.2f, a)), Mix(above, 40, Smooth(1.75f, 1.95f, a)), Smooth(1.3f, 1.42f, a));
            case HairStyle.Fringe:
                front += (t.HairPart * 5 * angle) + (2.5f * a * a);
                break;
            case HairStyle.Bob or HairStyle.Long:
                // The parting shows as a notch from which the front edge falls to both sides.
                front -= 6 * Bump((angle - (t.HairPart * 0.35f)) / 0.5f, 0);
                front += 6 * Smooth(0.1f, 0.9f, a);
                break;
            case HairStyle.Short:
                front += t.HairPart * 4 * angle;
                break;
            default:
                break;
        }

        if (t.HairStyle != HairStyle.Fringe)
        {
            front -= t.HairlineBays * 13 * Bump((a - 0.62f) / 0.42f, 0);
            front += t.WidowsPeak * Bump(angle / 0.24f, 0);
        }

        if (t.HairLength > 0)
        {
            var open = t.HairOpening;
            return Mix(front, t.HairLength, Smooth(open - 0.22f, open + 0.1f, a));
        }

        var side = Mix(burn, above, Smooth(1.28f, 1.42f, a));
        var nape = Mix(side, 42, Smooth(1.75f, 1.95f, a));
        return Mix(front, nape, Smooth(0.82f, 1.1f, a));
    }
}
