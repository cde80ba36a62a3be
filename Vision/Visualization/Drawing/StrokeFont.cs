namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>
/// The font of the reports: a sans-serif of round-ended strokes of uniform width, drawn for this project so that images need
/// no font files. It covers printable ASCII, the accented Latin-1 letters, and the mathematical signs used in results.
/// </summary>
internal static class StrokeFont
{
    /// <summary>Height of a capital letter in grid units.</summary>
    public const double CapHeight = 7;

    /// <summary>Height of a small letter without ascender (x-height) in grid units.</summary>
    public const double SmallHeight = 5;

    /// <summary>Grid units in one em.</summary>
    public const double Em = 10;

    /// <summary>Gap between the strokes of two neighbouring letters, in grid units.</summary>
    public const double Spacing = 1.75;

    /// <summary>Extra gap in bold text, in grid units.</summary>
    public const double BoldSpacing = 0.25;

    private static readonly Dictionary<char, Glyph> Glyphs = Compile();

    /// <summary>An empty box, drawn for every character that the font lacks.</summary>
    private static readonly Glyph Unknown = GlyphPath.Parse(4, "M0 0 L0 7 L4 7 L4 0 L0 0");

    /// <summary>The glyph of a character; an empty box where the font has none.</summary>
    public static Glyph Find(char c) => Glyphs.GetValueOrDefault(c, Unknown);

    private static Dictionary<char, Glyph> Compile()
    {
        var glyphs = StrokeFontOutlines.Letters.ToDictionary(p => p.Key, p => GlyphPath.Parse(p.Value.Width, p.Value.Path));
        const string Accented = StrokeFontOutlines.AccentedLetters;
        for (var i = 0; i < Accented.Length; i += 3)
        {
            var letter = glyphs[Accented[i + 1]];
            var accent = GlyphPath.Parse(0, StrokeFontOutlines.Accents[Accented[i + 2]]);
            var lift = char.IsUpper(Accented[i + 1]) && Accented[i + 2] != ',' ? 2 : 0;
            glyphs[Accented[i]] = new Glyph(
                letter.Width,
                [.. letter.Strokes, .. accent.Strokes.Select(s => s.Select(p => (p.X + (letter.Width / 2), p.Y + lift)).ToArray())]);
        }

        glyphs['\u00A0'] = glyphs[' '];
        glyphs['μ'] = glyphs['µ'];
        return glyphs;
    }
}
