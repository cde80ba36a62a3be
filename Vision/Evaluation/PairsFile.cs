using System.Globalization;

namespace FaceGrid.Vision.Evaluation;

/// <summary>
/// The <c>pairs.txt</c> of Labeled Faces in the Wild (Huang et al. 2007): first line folds and pairs of each kind per fold,
/// then for each fold first the pairs of one person (<c>name n1 n2</c>), then the pairs of two (<c>name1 n1 name2 n2</c>).
/// </summary>
public sealed class PairsFile
{
    private PairsFile(string path, int folds, IReadOnlyList<FacePair> pairs)
    {
        Path = path;
        Folds = folds;
        Pairs = pairs;
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>Number of folds, 10 in View 2.</summary>
    public int Folds { get; }

    /// <summary>The pairs in the order of the file.</summary>
    public IReadOnlyList<FacePair> Pairs { get; }

    /// <summary>The distinct photos of all pairs in ordinal order.</summary>
    public IReadOnlyList<string> Photos() =>
        [.. Pairs.SelectMany(p => new[] { p.First, p.Second }).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Reads a pairs file.</summary>
    /// <exception cref="BadInputException">The file is missing, unreadable, or malformed; the message names the line.</exception>
    public static PairsFile Parse(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException(path, "no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "cannot be read: " + e.Message.ReplaceLineEndings(" "), e);
        }

        var end = lines.Length;
        while (end > 0 && string.IsNullOrWhiteSpace(lines[end - 1]))
        {
            end--;
        }

        if (end == 0)
        {
            throw new BadInputException(path, "is empty, a pairs file was expected");
        }

        var head = Fields(lines[0]);
        if (head.Length != 2 || !TryNumber(head[0], out var folds) || !TryNumber(head[1], out var perKind))
        {
            throw new BadInputException($"{path}, line 1", "the number of folds and of pairs per fold were expected");
        }

        if (folds < 2)
        {
            throw new BadInputException($"{path}, line 1", $"{folds} fold, at least 2 are needed to choose a threshold on the others");
        }

        var expected = (long)folds * perKind * 2;
        if (end - 1 != expected)
        {
            throw new BadInputException(path, $"{end - 1} pairs, line 1 announces {folds} folds of {perKind} + {perKind}");
        }

        var pairs = new List<FacePair>((int)expected);
        for (var i = 1; i < end; i++)
        {
            var index = i - 1;
            var fold = index / (2 * perKind);
            var same = index % (2 * perKind) < perKind;
            pairs.Add(ParsePair($"{path}, line {i + 1}", lines[i], same, fold));
        }

        return new PairsFile(path, folds, pairs);
    }

    private static FacePair ParsePair(string where, string line, bool same, int fold)
    {
        var fields = Fields(line);
        if (same)
        {
            return fields.Length == 3 && IsName(fields[0]) && TryNumber(fields[1], out var a) && TryNumber(fields[2], out var b)
                ? new FacePair(Photo(fields[0], a), Photo(fields[0], b), true, fold)
                : throw new BadInputException(where, "a name and two photo numbers were expected (a pair of one person)");
        }

        return fields.Length == 4
            && IsName(fields[0])
            && TryNumber(fields[1], out var first)
            && IsName(fields[2])
            && TryNumber(fields[3], out var second)
            ? new FacePair(Photo(fields[0], first), Photo(fields[2], second), false, fold)
            : throw new BadInputException(where, "name, photo number, name, photo number were expected (a pair of two people)");
    }

    private static string[] Fields(string line) =>
        line.Split((char[])['\t', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A name becomes part of a path, which must stay inside the image folder.</summary>
    private static bool IsName(string text) => text is not "." and not ".." && text.AsSpan().IndexOfAny('/', '\\', '\0') < 0;

    private static bool TryNumber(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;

    private static string Photo(string name, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}/{name}_{number:D4}.jpg");
}
