using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>One column of a grid around the head.</summary>
/// <param name="Angle">0 in front, -π and π behind.</param>
/// <param name="Sin">Sideways, on a ring a little squarer than a circle.</param>
/// <param name="Cos">Forwards.</param>
internal readonly record struct HeadRing(float Angle, float Sin, float Cos)
{
    /// <summary>Columns from behind over the front to behind.</summary>
    /// <param name="linear">1: evenly spread; less: denser in front.</param>
    public static HeadRing[] Table(int columns, float linear)
    {
        var table = new HeadRing[columns];
        for (var i = 0; i < columns; i++)
        {
            var t = (2f * i / (columns - 1)) - 1;
            var angle = Pi * ((linear * t) + ((1 - linear) * t * t * t));
            float s = PortableMath.Sin(angle), c = PortableMath.Cos(angle);
            var round = Pow(Pow(Math.Abs(s), 2.25f) + Pow(Math.Abs(c), 2.25f), -1 / 2.25f);
            table[i] = new HeadRing(angle, s * round, c * round);
        }

        return table;
    }
}
