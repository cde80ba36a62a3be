using System.Globalization;

namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>Parses the outline of a glyph.</summary>
/// <remarks>
/// Path syntax: <c>M x y</c> moves, <c>L x y</c> draws a line, <c>A cx cy rx ry from to</c> draws an arc of an ellipse between
/// two angles in degrees (joined to the current stroke, if there is one), <c>D x y</c> draws a dot.
/// </remarks>
internal static class GlyphPath
{
    /// <summary>Degrees between two points of an arc.</summary>
    private const double ArcStep = 7.5;

    /// <summary>Converts a path into strokes.</summary>
    /// <param name="width">Width of the glyph in grid units.</param>
    /// <param name="path">The path, commands separated by spaces.</param>
    /// <exception cref="FormatException">A coordinate is not a number.</exception>
    public static Glyph Parse(double width, string path)
    {
        var strokes = new List<(double, double)[]>();
        var stroke = new List<(double X, double Y)>();
        var tokens = path.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < tokens.Length;)
        {
            var command = tokens[i][0];
            var numbers = new double[command == 'A' ? 6 : 2];
            for (var j = 0; j < numbers.Length; j++, i++)
            {
                numbers[j] = double.Parse(j == 0 ? tokens[i].AsSpan(1) : tokens[i], CultureInfo.InvariantCulture);
            }

            if (command is 'M' or 'D')
            {
                End();
            }

            if (command == 'A')
            {
                AddArc(stroke, numbers, out var isClosed);
                if (isClosed)
                {
                    End();
                }
            }
            else
            {
                stroke.Add((numbers[0], numbers[1]));
            }

            if (command == 'D')
            {
                End();
            }
        }

        End();
        return new Glyph(width, strokes);

        void End()
        {
            if (stroke.Count > 0)
            {
                strokes.Add([.. stroke]);
                stroke.Clear();
            }
        }
    }

    private static void AddArc(List<(double X, double Y)> stroke, double[] numbers, out bool isClosed)
    {
        var (cx, cy, rx, ry, from, to) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
        var steps = (int)Math.Ceiling(Math.Abs(to - from) / ArcStep);
        for (var i = 0; i <= steps; i++)
        {
            var angle = (from + ((to - from) * i / steps)) * Math.PI / 180;
            stroke.Add((cx + (rx * Math.Cos(angle)), cy + (ry * Math.Sin(angle))));
        }

        isClosed = Math.Abs(to - from) >= 360;
    }
}
