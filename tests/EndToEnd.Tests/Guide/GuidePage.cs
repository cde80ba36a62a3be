using System.Globalization;
using System.Text.RegularExpressions;
using FaceGrid.Tests;

namespace FaceGrid.EndToEnd.Tests.Guide;

/// <summary>A Markdown page and the commands in it. CONTRIBUTING.md, "Documents", describes the marks of blocks.</summary>
internal sealed partial class GuidePage
{
    private const string Fence = "```";
    private const string Prompt = "$ ";
    private const string Continuation = "> ";

    /// <exception cref="FormatException">A fence is not closed, or a <c>console</c> block does not begin with a command.</exception>
    public GuidePage(string name, string text)
    {
        Name = name;
        Text = text;
        Blocks = [.. ReadBlocks(text.Split('\n'))];
        Commands = [.. Blocks.Where(b => b.Mark == "console").SelectMany(ReadCommands)];
    }

    /// <summary>Path from the repository's root, with slashes.</summary>
    public string Name { get; }

    public string Text { get; }

    public IReadOnlyList<GuideBlock> Blocks { get; }

    /// <summary>The commands of all <c>console</c> blocks, in order.</summary>
    public IReadOnlyList<GuideCommand> Commands { get; }

    public static GuidePage Read(string name) => new(name, File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, name)));

    /// <summary>Targets of the page's links and pictures, anchors included; links to other sites are left out.</summary>
    public IEnumerable<string> LocalLinks() =>
        Link().Matches(Text).Select(m => m.Groups[1].Value).Where(t => !t.Contains("://", StringComparison.Ordinal));

    /// <summary>Whether a heading of the page has the anchor, as GitHub makes it: lower case, no punctuation, hyphens for spaces.</summary>
    public bool HasAnchor(string anchor) => Heading().Matches(Text).Any(m => anchor == Punctuation()
        .Replace(m.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private IEnumerable<GuideBlock> ReadBlocks(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.FindIndex(lines, i + 1, l => l.TrimEnd() == Fence);
            if (end < 0)
            {
                throw new FormatException($"{Name}:{i + 1}: the block is not closed");
            }

            yield return new GuideBlock(i + 1, lines[i][Fence.Length..].Trim(), lines[(i + 1)..end]);
            i = end;
        }
    }

    private IEnumerable<GuideCommand> ReadCommands(GuideBlock block)
    {
        for (var i = 0; i < block.Lines.Count;)
        {
            var line = block.Line + 1 + i;
            if (!block.Lines[i].StartsWith(Prompt, StringComparison.Ordinal))
            {
                throw new FormatException($"{Name}:{line}: the block must begin with a command ('{Prompt}')");
            }

            var command = block.Lines[i++][Prompt.Length..];
            while (i < block.Lines.Count && block.Lines[i].StartsWith(Continuation, StringComparison.Ordinal))
            {
                command += "\n" + block.Lines[i++][Continuation.Length..];
            }

            var output = block.Lines.Skip(i).TakeWhile(l => !l.StartsWith(Prompt, StringComparison.Ordinal)).ToList();
            i += output.Count;
            var stated = StatedExitCode().Match(command);
            yield return new GuideCommand(
                line,
                command,
                stated.Success ? int.Parse(stated.Groups[1].Value, CultureInfo.InvariantCulture) : 0,
                [.. output.Where(l => l.Trim() is not ("" or "…"))]);
        }
    }

    [GeneratedRegex(@"# exit code (\d+)")]
    private static partial Regex StatedExitCode();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
