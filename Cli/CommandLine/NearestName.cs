namespace FaceGrid.Cli.CommandLine;

/// <summary>Suggests what a mistyped word may have meant.</summary>
internal static class NearestName
{
    /// <summary>
    /// The name with the fewest edits (insertions, deletions, substitutions, exchanges of neighbours) from the word; null if even that one
    /// differs in more than a third of its letters.
    /// </summary>
    public static string? Of(string word, IEnumerable<string> names) => names
        .Select(n => (Name: n, Edits: Edits(word, n)))
        .Where(n => n.Edits * 3 <= Math.Max(n.Name.TrimStart('-').Length, 3))
        .OrderBy(n => n.Edits)
        .ThenBy(n => n.Name, StringComparer.Ordinal)
        .Select(n => n.Name)
        .FirstOrDefault();

    /// <summary>The suffix of an error message: empty without a suggestion.</summary>
    public static string Hint(string word, IEnumerable<string> names) => Of(word, names) is { } name ? $"; did you mean '{name}'?" : "";

    /// <summary>Optimal string alignment distance.</summary>
    private static int Edits(string a, string b)
    {
        const int Longest = 64; // No name here is longer; a pasted document must not cost its square.
        if (a.Length > Longest)
        {
            return int.MaxValue / 3;
        }

        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
