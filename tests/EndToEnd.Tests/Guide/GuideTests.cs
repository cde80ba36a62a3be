using System.Text.RegularExpressions;
using FaceGrid.Tests;

namespace FaceGrid.EndToEnd.Tests.Guide;

/// <summary>The documents: commands do what the pages show, links lead to a file and heading, no word is banned.</summary>
public sealed partial class GuideTests
{
    /// <summary>
    /// Blocks that are not run here, by page: they need a download, a cluster, photos of people, a container registry, or hours.
    /// A block that moves from <c>console</c> to <c>sh</c> has to be counted here.
    /// </summary>
    private static readonly Dictionary<string, int> BlocksNotRun = new()
    {
        ["CONTRIBUTING.md"] = 3,
        ["README.md"] = 2,
        ["docs/guide/clusters.md"] = 3,
        ["docs/guide/enrol-and-recognise.md"] = 1,
        ["docs/guide/models.md"] = 2,
        ["docs/guide/style.md"] = 2,
        ["docs/guide/thresholds.md"] = 2,
        ["docs/guide/training.md"] = 1,
        ["docs/operations.md"] = 12,
        ["docs/results/features.md"] = 1,
        ["docs/results/training.md"] = 1,
        ["models/facegrid-distilled-v1.md"] = 2,
        ["models/facegrid-generated-v1.md"] = 2,
    };

    /// <summary><c>console</c> blocks are run, <c>sh</c> blocks are commands that are not, the others are no commands.</summary>
    private static readonly string[] Marks = ["console", "sh", "csharp", "json", "mermaid", "promql", "sql", "text", "yaml"];

    public static TheoryData<string> PagesWithCommands =>
        [.. Pages().Where(p => p.Commands.Count > 0).Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(PagesWithCommands))]
    public async Task Commands_OfAPage_DoWhatItShows(string name)
    {
        using var run = new GuideRun();
        AssertNone(await run.Run(GuidePage.Read(name)));
    }

    [Fact]
    public void Commands_OfReadmeAndGuide_ThereToBeRun() =>
        Assert.All(
            Pages().Where(p => p.Name == "README.md" || p.Name.StartsWith("docs/guide/", StringComparison.Ordinal)),
            p => Assert.NotEmpty(p.Commands));

    [Fact]
    public void Blocks_NotRun_AreThoseCounted() => Assert.Equal(
        BlocksNotRun.OrderBy(p => p.Key, StringComparer.Ordinal),
        Pages().Select(p => KeyValuePair.Create(p.Name, p.Blocks.Count(b => b.Mark == "sh"))).Where(p => p.Value > 0)
            .OrderBy(p => p.Key, StringComparer.Ordinal));

    [Fact]
    public void Blocks_OfEveryPage_HaveAKnownMark() =>
        AssertNone(Pages().SelectMany(p => p.Blocks.Where(b => !Marks.Contains(b.Mark)).Select(b => $"{p.Name}:{b.Line}: ```{b.Mark}")));

    [Fact]
    public void Links_OfEveryPage_LeadToAFileAndItsHeading() => AssertNone(
        from page in Pages()
        from link in page.LocalLinks()
        where !Leads(page, link)
        select $"{page.Name}: {link}");

    [Fact]
    public void Words_OfEveryPage_AreNotBanned()
    {
        var banned = BannedWords(GuidePage.Read("CONTRIBUTING.md"));
        Assert.Contains("nobody", banned);
        var pattern = $@"\b({string.Join('|', banned.Select(Regex.Escape))})\b";
        var word = new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        AssertNone(Pages().Where(p => p.Name != "CONTRIBUTING.md").SelectMany(p => p.Text.Split('\n')
            .Select((line, i) => (line, i)).Where(l => word.IsMatch(l.line)).Select(l => $"{p.Name}:{l.i + 1}: {l.line}")));
    }

    [Fact]
    public void Readme_Always_IsShort() => Assert.InRange(GuidePage.Read("README.md").Text.Split('\n').Length - 1, 1, 150);

    [Theory]
    [InlineData("a b", "a   b", true)]
    [InlineData("a … c", "a b c", true)]
    [InlineData("a …", "a b c", true)]
    [InlineData("b", "a b", false)]
    [InlineData("d 0.1 < …", "d 021 < 3", false)]
    public void Matches_LineWithEllipsis_TakesAnyTextInItsPlace(string shown, string actual, bool expected) =>
        Assert.Equal(expected, GuideRun.Matches(shown, actual));

    [Fact]
    public void Commands_OfABlock_ReadWithContinuationExitCodeAndOutput()
    {
        var page = new GuidePage("page.md", "text\n```console\n$ a \\\n> b\nout\n…\n$ c # exit code 2\n```\n```sh\n$ d\n```\n");
        Assert.Equal(["a \\\nb", "c # exit code 2"], page.Commands.Select(c => c.Text));
        Assert.Equal([0, 2], page.Commands.Select(c => c.ExitCode));
        Assert.Equal(["out"], page.Commands[0].Output);
        Assert.Equal([3, 7], page.Commands.Select(c => c.Line));
    }

    /// <summary>Fails with the whole of each fault, where <c>Assert.Empty</c> cuts it short.</summary>
    private static void AssertNone(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join("\n\n", faults));

    private static bool Leads(GuidePage page, string link)
    {
        var parts = link.Split('#');
        var name = parts[0] == "" ? page.Name : Path.Combine(Path.GetDirectoryName(page.Name)!, parts[0]);
        return Path.Exists(Path.Combine(SharedFiles.RepositoryRoot, name))
            && (parts.Length == 1 || GuidePage.Read(name).HasAnchor(parts[1]));
    }

    private static IEnumerable<GuidePage> Pages() =>
        Directory.EnumerateFiles(SharedFiles.RepositoryRoot, "*.md")
            .Concat(new[] { "docs", "k8s", "models" }.SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(SharedFiles.RepositoryRoot, folder), "*.md", SearchOption.AllDirectories)))
            .Select(path => Path.GetRelativePath(SharedFiles.RepositoryRoot, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(GuidePage.Read);

    /// <summary>The words of the line of CONTRIBUTING.md that begins with "Banned words:".</summary>
    private static string[] BannedWords(GuidePage contributing) =>
        [.. Word().Matches(contributing.Text.Split('\n').Single(l => l.StartsWith("Banned words:", StringComparison.Ordinal)))
            .Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"“([^”]+)”")]
    private static partial Regex Word();
}
