using System.Text.RegularExpressions;
using FaceGrid.Tests;

namespace FaceGrid.Architecture.Tests;

/// <summary>Rules for source files (CONTRIBUTING.md): length, number of public types, banned words.</summary>
public sealed partial class SourceTests
{
    private const int LongestLine = 140;
    private const int LongestFile = 250;
    private const int LongestGrain = 350;

    /// <summary>Files above <see cref="LongestFile"/>, each with the reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = File
        .ReadAllLines(Path.Combine(SharedFiles.RepositoryRoot, "tests/Architecture.Tests/long-files.txt"))
        .Where(l => l.Length > 0 && l[0] != '#')
        .Select(l => l.Split(": ", 2))
        .ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);

    [Fact]
    public void Lines_HaveAtMost140Columns() => AssertNone(SourceFile.All.SelectMany(f => f.Lines.Index()
        .Where(l => l.Item.Length > LongestLine)
        .Select(l => $"{f.Name}:{l.Index + 1}: {l.Item.Length} columns")));

    [Fact]
    public void Files_HaveAtMost250LinesOrAReason()
    {
        var longFiles = SourceFile.All.Where(f => f.Lines.Count > LongestFile).ToDictionary(f => f.Name);
        AssertNone(longFiles.Values.Where(f => !LongFiles.ContainsKey(f.Name)).Select(f => $"{f.Name}: {f.Lines.Count} lines"));
        AssertNone(LongFiles.Keys.Where(n => !longFiles.ContainsKey(n)).Select(n => $"long-files.txt lists {n}, which is no such file"));
    }

    [Fact]
    public void Files_OfTheProduct_HaveOnePublicType() => AssertNone(SourceFile.OfProduct
        .Where(f => f.PublicTypes.Count > 1)
        .Select(f => $"{f.Name}: {string.Join(", ", f.PublicTypes)}"));

    [Fact]
    public void Grains_HaveAtMost350LinesInAllTheirParts() => AssertNone(SourceFile.OfProduct
        .Where(f => f.Name.StartsWith("Grains/", StringComparison.Ordinal))
        .SelectMany(f => f.Lines
            .Select(l => GrainClass().Match(l))
            .Where(m => m.Success)
            .Select(m => (Grain: (m.Groups[1].Success ? m.Groups[1] : m.Groups[2]).Value, f.Lines.Count)))
        .GroupBy(g => g.Grain)
        .Where(g => g.Sum(p => p.Count) > LongestGrain)
        .Select(g => $"{g.Key}: {g.Sum(p => p.Count)} lines"));

    [Fact]
    public void Words_OfTheProduct_AreTheFieldsTerms() => AssertNone(SourceFile.OfProduct.SelectMany(f => f.Lines.Index()
        .Where(l => BannedWords().IsMatch(l.Item))
        .Select(l => $"{f.Name}:{l.Index + 1}: {l.Item.Trim()}")));

    private static void AssertNone(IEnumerable<string> found)
    {
        var list = found.ToList();
        Assert.True(list.Count == 0, $"{list.Count}:\n{string.Join('\n', list.Take(60))}");
    }

    [GeneratedRegex(
        @"^\s*(?:public|internal) (?:abstract |sealed )*partial class (\w+Grain)\b"
        + @"|^(?:public|internal) (?:abstract |sealed )*class (\w+Grain)\b")]
    private static partial Regex GrainClass();

    [GeneratedRegex(
        @"\b(?:nobody|somebody|whoever|anew|goes on|go on|going on)\b|Nobody[A-Z]|Somebody[A-Z]|Whoever[A-Z]|Anew\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex BannedWords();
}
