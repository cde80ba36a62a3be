using System.Globalization;

namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>
/// The font of the reports: a sans of round-ended strokes of one width, drawn for this project so that pictures need no
/// font files. Covers printable ASCII, the Latin-1 letters with accents, and the signs that results are written with.
/// </summary>
/// <remarks>
/// A glyph is its width and a path: <c>M x y</c> moves, <c>L x y</c> draws a line, <c>A cx cy rx ry from to</c> an arc of
/// an ellipse between two angles in degrees (joined to the path if one is under way), <c>D x y</c> a dot.
/// </remarks>
internal static class StrokeFont
{
    public const double CapHeight = 7;
    public const double SmallHeight = 5;

    /// <summary>Grid units of an em.</summary>
    public const double Em = 10;

    /// <summary>Units between the strokes of two letters.</summary>
    public const double Spacing = 1.75;

    /// <summary>Units more than that in bold text.</summary>
    public const double BoldSpacing = 0.25;

    /// <summary>Digits are all this wide, so that columns of figures stand in line.</summary>
    private const double Digit = 3.9;

    private static readonly Dictionary<char, (double Width, string Path)> Paths = new()
    {
        [' '] = (1.2, ""),
        ['!'] = (0, "M0 7 L0 2.3 D0 0.2"),
        ['"'] = (1.5, "M0 7 L0 5.1 M1.5 7 L1.5 5.1"),
        ['#'] = (5, "M1.1 0 L2 7 M3 0 L3.9 7 M0.3 4.8 L5 4.8 M0 2.2 L4.7 2.2"),
        ['$'] = (3.9, "A1.95 4.85 1.75 1.35 35 270 A1.95 2 1.95 1.5 90 -150 M1.95 7.3 L1.95 -0.6"),
        ['%'] = (6, "A1.25 5.5 1.25 1.5 0 360 A4.75 1.5 1.25 1.5 0 360 M4.7 7 L1.3 0"),
        ['&'] = (4.9, "M4.9 0 L1.12 4.72 A2.1 5.55 1.2 1.45 215 -40 L0.79 3.18 A1.85 1.75 1.85 1.75 125 318 L4.8 3.2"),
        ['\''] = (0, "M0 7 L0 5.1"),
        ['('] = (1.3, "A3.4 2.7 3.4 5.4 128 232"),
        [')'] = (1.3, "A-2.1 2.7 3.4 5.4 52 -52"),
        ['*'] = (2.6, "M1.3 7 L1.3 4 M0 6.25 L2.6 4.75 M2.6 6.25 L0 4.75"),
        ['+'] = (4, "M0 2.9 L4 2.9 M2 0.9 L2 4.9"),
        [','] = (0.5, "M0.45 0.3 L0 -1.2"),
        ['-'] = (2.2, "M0 2.7 L2.2 2.7"),
        ['.'] = (0, "D0 0.15"),
        ['/'] = (2.8, "M0 -1 L2.8 7.5"),
        ['0'] = (Digit, "A1.95 3.5 1.95 3.5 0 360"),
        ['1'] = (Digit, "M0.6 5.6 L2.3 7 L2.3 0"),
        ['2'] = (Digit, "A1.95 5.1 1.85 1.9 165 -38 L0.05 0 L3.85 0"),
        ['3'] = (Digit, "A1.9 5.3 1.65 1.7 148 -90 A1.9 1.8 1.95 1.8 90 -148"),
        ['4'] = (Digit, "M3 0 L3 7 L0 2 L3.9 2"),
        ['5'] = (Digit, "M3.4 7 L0.7 7 L0.45 3.7 A1.9 2.2 1.95 2.2 138 -148"),
        ['6'] = (Digit, "A1.95 2.15 1.95 2.15 0 360 M3.16 6.96 A3.6 2.15 3.6 4.85 97 180"),
        ['7'] = (Digit, "M0 7 L3.9 7 L1.2 0"),
        ['8'] = (Digit, "A1.95 5.3 1.6 1.7 0 360 A1.95 1.8 1.95 1.8 0 360"),
        ['9'] = (Digit, "A1.95 4.85 1.95 2.15 0 360 M0.74 0.04 A0.3 4.85 3.6 4.85 -83 0"),
        [':'] = (0, "D0 0.3 D0 4.2"),
        [';'] = (0.5, "M0.45 0.3 L0 -1.2 D0.45 4.2"),
        ['<'] = (3.7, "M3.7 5 L0 2.9 L3.7 0.8"),
        ['='] = (4, "M0 3.8 L4 3.8 M0 1.9 L4 1.9"),
        ['>'] = (3.7, "M0 5 L3.7 2.9 L0 0.8"),
        ['?'] = (3.3, "A1.65 5.3 1.6 1.7 165 -50 L1.75 3.1 L1.65 2.3 D1.65 0.2"),
        ['@'] = (6.8, "A3.4 2.6 1.5 1.8 0 360 M4.9 4.4 L4.9 1.8 A5.85 1.8 0.95 1 180 360 L6.8 2.8 A3.4 2.8 3.4 3.9 0 305"),
        ['A'] = (5.2, "M0 0 L2.6 7 L5.2 0 M0.9 2.4 L4.3 2.4"),
        ['B'] = (4.4, "M0 0 L0 7 L2.2 7 A2.2 5.35 1.75 1.65 90 -90 L0 3.7 M2.2 3.7 L2.4 3.7 A2.4 1.85 2 1.85 90 -90 L0 0"),
        ['C'] = (4.7, "A2.8 3.5 2.8 3.5 47 313"),
        ['D'] = (4.8, "M0 0 L0 7 L1.7 7 A1.7 3.5 3.1 3.5 90 -90 L0 0"),
        ['E'] = (3.9, "M3.9 7 L0 7 L0 0 L3.9 0 M0 3.7 L3.5 3.7"),
        ['F'] = (3.7, "M3.7 7 L0 7 L0 0 M0 3.6 L3.3 3.6"),
        ['G'] = (5.2, "A2.8 3.5 2.8 3.5 47 325 L5.1 3.2 L3 3.2"),
        ['H'] = (4.7, "M0 0 L0 7 M4.7 0 L4.7 7 M0 3.7 L4.7 3.7"),
        ['I'] = (0, "M0 0 L0 7"),
        ['J'] = (2.8, "M2.8 7 L2.8 1.8 A1.4 1.8 1.4 1.8 0 -160"),
        ['K'] = (4.5, "M0 0 L0 7 M4.2 7 L0 2.6 M1.5 4.15 L4.5 0"),
        ['L'] = (3.6, "M0 7 L0 0 L3.6 0"),
        ['M'] = (5.6, "M0 0 L0 7 L2.8 1.8 L5.6 7 L5.6 0"),
        ['N'] = (4.7, "M0 0 L0 7 L4.7 0 L4.7 7"),
        ['O'] = (5.6, "A2.8 3.5 2.8 3.5 0 360"),
        ['P'] = (4.3, "M0 0 L0 7 L2.3 7 A2.3 5.1 2 1.9 90 -90 L0 3.2"),
        ['Q'] = (5.6, "A2.8 3.5 2.8 3.5 0 360 M3.4 1.7 L5.4 -0.6"),
        ['R'] = (4.5, "M0 0 L0 7 L2.3 7 A2.3 5.1 2 1.9 90 -90 L0 3.2 M2.3 3.2 L4.5 0"),
        ['S'] = (4.3, "A2.15 5.25 1.95 1.75 32 270 A2.15 1.75 2.15 1.75 90 -150"),
        ['T'] = (4.8, "M0 7 L4.8 7 M2.4 7 L2.4 0"),
        ['U'] = (4.6, "M0 7 L0 2.35 A2.3 2.35 2.3 2.35 180 360 L4.6 7"),
        ['V'] = (5, "M0 7 L2.5 0 L5 7"),
        ['W'] = (7.2, "M0 7 L1.8 0 L3.6 6.4 L5.4 0 L7.2 7"),
        ['X'] = (4.6, "M0.1 7 L4.6 0 M4.5 7 L0 0"),
        ['Y'] = (4.8, "M0 7 L2.4 3.3 L4.8 7 M2.4 3.3 L2.4 0"),
        ['Z'] = (4.5, "M0.1 7 L4.4 7 L0 0 L4.5 0"),
        ['['] = (1.3, "M1.3 7.6 L0 7.6 L0 -1.6 L1.3 -1.6"),
        ['\\'] = (2.8, "M0 7.5 L2.8 -1"),
        [']'] = (1.3, "M0 7.6 L1.3 7.6 L1.3 -1.6 L0 -1.6"),
        ['^'] = (3.2, "M0 4.6 L1.6 7 L3.2 4.6"),
        ['_'] = (4, "M0 -1.2 L4 -1.2"),
        ['`'] = (0.9, "M0 7.3 L0.9 6.1"),
        ['a'] = (3.8, "A1.9 2.5 1.9 2.5 0 360 M3.8 5 L3.8 0"),
        ['b'] = (3.8, "M0 7.2 L0 0 M3.8 2.5 A1.9 2.5 1.9 2.5 0 360"),
        ['c'] = (3.2, "A1.9 2.5 1.9 2.5 48 312"),
        ['d'] = (3.8, "A1.9 2.5 1.9 2.5 0 360 M3.8 7.2 L3.8 0"),
        ['e'] = (3.8, "M0.05 2.6 L3.8 2.6 A1.9 2.5 1.9 2.5 0 315"),
        ['f'] = (2.5, "A2.2 5.7 1.2 1.5 75 180 L1 0 M0 5 L2.3 5"),
        ['g'] = (3.8, "A1.9 2.5 1.9 2.5 0 360 M3.8 5 L3.8 -0.2 A1.9 -0.2 1.9 1.8 0 -145"),
        ['h'] = (3.6, "M0 7.2 L0 0 M0 3.1 A1.8 3.1 1.8 1.9 180 0 L3.6 0"),
        ['i'] = (0, "M0 5 L0 0 D0 6.9"),
        ['j'] = (1.1, "M1.1 5 L1.1 -0.8 A0 -0.8 1.1 1.2 0 -90 D1.1 6.9"),
        ['k'] = (3.5, "M0 7.2 L0 0 M3.3 5 L0 1.9 M1.3 3.1 L3.5 0"),
        ['l'] = (1.1, "M0 7.2 L0 1.1 A1.1 1.1 1.1 1.1 180 270"),
        ['m'] = (6, "M0 5 L0 0 M0 3.3 A1.5 3.3 1.5 1.7 180 0 L3 0 M3 3.3 A4.5 3.3 1.5 1.7 180 0 L6 0"),
        ['n'] = (3.6, "M0 5 L0 0 M0 3.1 A1.8 3.1 1.8 1.9 180 0 L3.6 0"),
        ['o'] = (4, "A2 2.5 2 2.5 0 360"),
        ['p'] = (3.8, "M0 5 L0 -2 M3.8 2.5 A1.9 2.5 1.9 2.5 0 360"),
        ['q'] = (3.8, "A1.9 2.5 1.9 2.5 0 360 M3.8 5 L3.8 -2"),
        ['r'] = (2.3, "M0 5 L0 0 M0 3.1 A1.7 3.1 1.7 1.9 180 68"),
        ['s'] = (3.1, "A1.55 3.75 1.4 1.25 35 270 A1.55 1.25 1.55 1.25 90 -148"),
        ['t'] = (2.4, "M0.9 6.7 L0.9 1.3 A2.1 1.3 1.2 1.3 180 275 M0 5 L2.4 5"),
        ['u'] = (3.6, "M0 5 L0 1.9 A1.8 1.9 1.8 1.9 180 360 M3.6 5 L3.6 0"),
        ['v'] = (3.8, "M0 5 L1.9 0 L3.8 5"),
        ['w'] = (5.8, "M0 5 L1.45 0 L2.9 4.6 L4.35 0 L5.8 5"),
        ['x'] = (3.6, "M0.1 5 L3.6 0 M3.5 5 L0 0"),
        ['y'] = (3.8, "M0 5 L1.9 0 M3.8 5 L1.9 0 L1.1 -2"),
        ['z'] = (3.4, "M0.1 5 L3.3 5 L0 0 L3.4 0"),
        ['{'] = (1.8, "A1.8 6.5 0.9 1.1 90 180 L0.9 4 A0 4 0.9 1.1 0 -90 A0 1.8 0.9 1.1 90 0 L0.9 -0.5 A1.8 -0.5 0.9 1.1 180 270"),
        ['|'] = (0, "M0 7.6 L0 -1.6"),
        ['}'] = (1.8, "A0 6.5 0.9 1.1 90 0 L0.9 4 A1.8 4 0.9 1.1 180 270 A1.8 1.8 0.9 1.1 90 180 L0.9 -0.5 A0 -0.5 0.9 1.1 0 -90"),
        ['~'] = (4, "A1 2.5 1 0.9 180 0 A3 2.5 1 0.9 180 360"),
        ['·'] = (0, "D0 2.9"),
        ['•'] = (0.6, "M0.3 2.9 L0.3 3.2 L0.6 2.9 L0.3 2.6 L0 2.9 L0.3 3.2"),
        ['°'] = (2, "A1 6 1 1.1 0 360"),
        ['±'] = (4, "M0 3.8 L4 3.8 M2 2 L2 5.6 M0 0.3 L4 0.3"),
        ['≤'] = (3.8, "M3.8 6.2 L0 4.3 L3.8 2.4 M0 0.5 L3.8 0.5"),
        ['≥'] = (3.8, "M0 6.2 L3.8 4.3 L0 2.4 M0 0.5 L3.8 0.5"),
        ['≠'] = (4, "M0 3.8 L4 3.8 M0 1.9 L4 1.9 M3 5.3 L1 0.4"),
        ['≈'] = (4, "A1 3.7 1 0.8 180 0 A3 3.7 1 0.8 180 360 M0 1.6 A1 1.6 1 0.8 180 0 A3 1.6 1 0.8 180 360"),
        ['−'] = (4, "M0 2.9 L4 2.9"),
        ['–'] = (3.4, "M0 2.7 L3.4 2.7"),
        ['—'] = (6, "M0 2.7 L6 2.7"),
        ['…'] = (4.2, "D0 0.15 D2.1 0.15 D4.2 0.15"),
        ['×'] = (3.4, "M0 1.2 L3.4 4.6 M0 4.6 L3.4 1.2"),
        ['÷'] = (4, "M0 2.9 L4 2.9 D2 5 D2 0.8"),
        ['→'] = (5.2, "M0 2.9 L5.2 2.9 M3.4 4.7 L5.2 2.9 L3.4 1.1"),
        ['←'] = (5.2, "M5.2 2.9 L0 2.9 M1.8 4.7 L0 2.9 L1.8 1.1"),
        ['²'] = (1.9, "A0.95 6.35 0.9 0.95 165 -38 L0 3.8 L1.9 3.8"),
        ['³'] = (1.9, "A0.95 6.55 0.85 0.75 150 -90 A0.95 4.85 0.95 0.95 90 -150"),
        ['‖'] = (1.7, "M0 7.4 L0 -1.4 M1.7 7.4 L1.7 -1.4"),
        ['√'] = (4.6, "M0 3.4 L0.8 3.8 L2 0 L3.6 7.4 L4.6 7.4"),
        ['∞'] = (6, "A1.5 2.9 1.5 1.5 0 360 A4.5 2.9 1.5 1.5 0 360"),
        ['τ'] = (3.6, "M0 5 L3.6 5 M1.7 5 L1.7 1.3 A2.9 1.3 1.2 1.3 180 280"),
        ['α'] = (4.2, "A1.9 2.5 1.9 2.5 30 330 M4.2 5 L3.5 2.5 L4.2 0 M3.54 3.75 L3.6 2.5 L3.54 1.25"),
        ['β'] = (3.8, "M0 -2 L0 5.4 A1.7 5.4 1.7 1.7 180 -90 L1.2 3.7 M1.7 3.7 A1.9 1.85 1.9 1.85 95 -110"),
        ['σ'] = (4.4, "A1.9 2.5 1.9 2.5 0 360 M1.9 5 L4.4 5"),
        ['µ'] = (3.6, "M0 5 L0 -2 M0 1.9 A1.8 1.9 1.8 1.9 180 360 M3.6 5 L3.6 0"),
        ['Δ'] = (5, "M0 0 L2.5 7 L5 0 L0 0"),
        ['ı'] = (0, "M0 5 L0 0"),
        ['ß'] = (3.8, "M0 0 L0 5.4 A1.8 5.4 1.8 1.8 180 -90 L1.6 3.6 M1.8 3.6 A1.8 1.8 2 1.8 90 -100"),
        ['ø'] = (4, "A2 2.5 2 2.5 0 360 M4 5.3 L0 -0.3"),
        ['Ø'] = (5.6, "A2.8 3.5 2.8 3.5 0 360 M5.2 7.4 L0.4 -0.4"),
        ['æ'] = (6.4, "A1.7 2.5 1.7 2.5 0 360 M3.4 2.6 L6.4 2.6 A4.9 2.5 1.5 2.5 0 315 M3.4 5 L3.4 0"),
        ['Æ'] = (6.6, "M0 0 L3.2 7 L6.6 7 M1.1 2.4 L3.6 2.4 M3.6 7 L3.6 0 L6.6 0 M3.6 3.7 L6.2 3.7"),
    };

    /// <summary>Accents around x = 0, to be set above a small letter; capitals lift them by two units.</summary>
    private static readonly Dictionary<char, string> Accents = new()
    {
        ['`'] = "M-0.8 7.6 L0.2 6.4",
        ['\''] = "M0.8 7.6 L-0.2 6.4",
        ['^'] = "M-1.1 6.4 L0 7.5 L1.1 6.4",
        ['~'] = "A-0.7 6.8 0.7 0.5 180 0 A0.7 6.8 0.7 0.5 180 360",
        ['"'] = "D-0.9 6.8 D0.9 6.8",
        ['o'] = "A0 7.1 0.8 0.8 0 360",
        [','] = "M0 0 L-0.4 -1.4",
    };

    /// <summary>Letter, base, accent.</summary>
    private const string Accented =
        "ÀA`ÁA'ÂA^ÃA~ÄA\"ÅAoÇC,ÈE`ÉE'ÊE^ËE\"ÌI`ÍI'ÎI^ÏI\"ÑN~ÒO`ÓO'ÔO^ÕO~ÖO\"ÙU`ÚU'ÛU^ÜU\"ÝY'"
        + "àa`áa'âa^ãa~äa\"åaoçc,èe`ée'êe^ëe\"ìı`íı'îı^ïı\"ñn~òo`óo'ôo^õo~öo\"ùu`úu'ûu^üu\"ýy'ÿy\"";

    private static readonly Dictionary<char, Glyph> Glyphs = Compile();

    /// <summary>Stands for every character that the font does not have.</summary>
    private static readonly Glyph Unknown = Parse(4, "M0 0 L0 7 L4 7 L4 0 L0 0");

    /// <summary>Characters that have a glyph.</summary>
    public static IEnumerable<char> Characters => Glyphs.Keys;

    public static Glyph Find(char c) => Glyphs.GetValueOrDefault(c, Unknown);

    private static Dictionary<char, Glyph> Compile()
    {
        var glyphs = Paths.ToDictionary(p => p.Key, p => Parse(p.Value.Width, p.Value.Path));
        for (var i = 0; i < Accented.Length; i += 3)
        {
            var letter = glyphs[Accented[i + 1]];
            var accent = Parse(0, Accents[Accented[i + 2]]);
            var lift = char.IsUpper(Accented[i + 1]) && Accented[i + 2] != ',' ? 2 : 0;
            glyphs[Accented[i]] = new Glyph(
                letter.Width,
                [.. letter.Strokes, .. accent.Strokes.Select(s => s.Select(p => (p.X + (letter.Width / 2), p.Y + lift)).ToArray())]);
        }

        glyphs['\u00A0'] = glyphs[' '];
        glyphs['μ'] = glyphs['µ'];
        return glyphs;
    }

    private static Glyph Parse(double width, string path)
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
        var steps = (int)Math.Ceiling(Math.Abs(to - from) / 7.5);
        for (var i = 0; i <= steps; i++)
        {
            var angle = (from + ((to - from) * i / steps)) * Math.PI / 180;
            stroke.Add((cx + (rx * Math.Cos(angle)), cy + (ry * Math.Sin(angle))));
        }

        isClosed = Math.Abs(to - from) >= 360;
    }
}
