using System.Text.RegularExpressions;
using FaceGrid.Tests;

namespace FaceGrid.EndToEnd.Tests.Guide;

/// <summary>The documents: their commands do what the pages show, their links lead somewhere, their words are those of CONTRIBUTING.md.</summary>
public sealed partial class GuideTests
{
    /// <summary>
    /// Blocks that are not run here, by page: they need a download, a cluster, photos of people, a container registry, or hours.
    /// A block that moves from <c>console</c> to <c>sh</c> has to be counted here.
    /// </summary>
    private static readonly Dictionary<string, int> s_blocksNotRun = new()
    {
        ["README.md"] = 3,
    };

    /// <summary><c>console</c> blocks are run, <c>sh</c> blocks are commands that are not, the others are no commands.</summary>
    private static readonly string[] s_marks = ["console", "sh", "csharp", "json", "promql", "text", "yaml"];

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
        Assert.All(Pages().Where(p => p.Name == "README.md" || p.Name.StartsWith("docs/guide/", StringComparison.Ordinal)), p => Assert.NotEmpty(p.Commands));

    [Fact]
    public void Blocks_NotRun_AreThoseCounted() => Assert.Equal(
        s_blocksNotRun.OrderBy(p => p.Key, StringComparer.Ordinal),
        Pages().ToDictionary(p => p.Name, p => p.Blocks.Count(b => b.Mark == "sh")).Where(p => p.Value > 0).OrderBy(p => p.Key, StringComparer.Ordinal));

    [Fact]
    public void Blocks_OfEveryPage_HaveAKnownMark() =>
        AssertNone(Pages().SelectMany(p => p.Blocks.Where(b => !s_marks.Contains(b.Mark)).Select(b => $"{p.Name}:{b.Line}: ```{b.Mark}")));

    [Fact]
    public void Links_OfEveryPage_LeadToAFile() => AssertNone(Pages().SelectMany(p => p.LocalLinks()
        .Where(link => !Path.Exists(Path.Combine(SharedFiles.RepositoryRoot, Path.GetDirectoryName(p.Name)!, link)))
        .Select(link => $"{p.Name}: {link}")));

    [Fact]
    public void Words_OfEveryPage_AreNotBanned()
    {
        var banned = BannedWords(GuidePage.Read("CONTRIBUTING.md"));
        Assert.Contains("nobody", banned);
        var word = new Regex($@"\b({string.Join('|', banned.Select(Regex.Escape))})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
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

    private static IEnumerable<GuidePage> Pages() =>
        new[] { ".", "docs", "k8s", "models" }
            .SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(SharedFiles.RepositoryRoot, folder), "*.md", folder == "." ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(SharedFiles.RepositoryRoot, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(GuidePage.Read);

    /// <summary>The words of the line of CONTRIBUTING.md that begins with "Banned words:".</summary>
    private static string[] BannedWords(GuidePage contributing) =>
        [.. Word().Matches(contributing.Text.Split('\n').Single(l => l.StartsWith("Banned words:", StringComparison.Ordinal))).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"“([^”]+)”")]
    private static partial Regex Word();
}
