using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FaceGrid.Tests;

namespace FaceGrid.EndToEnd.Tests.Guide;

/// <summary>
/// Runs the commands of a page in one bash, as a reader does in a clone: in a folder that has <c>./facegrid</c> and <c>models/</c>, with a
/// home folder of its own. The launcher there starts the program that was built with the tests.
/// </summary>
internal sealed partial class GuideRun : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("facegrid-guide-");
    private readonly string _clone;
    private readonly string _results;

    public GuideRun()
    {
        (_clone, _results) = (_root.CreateSubdirectory("clone").FullName, _root.CreateSubdirectory("results").FullName);
        _root.CreateSubdirectory("home");
        var launcher = Path.Combine(_clone, "facegrid");
        File.WriteAllText(launcher, $"#!/bin/sh\nexec dotnet exec '{Path.Combine(AppContext.BaseDirectory, "facegrid.dll")}' \"$@\"\n");
        Directory.CreateSymbolicLink(Path.Combine(_clone, "models"), Path.Combine(SharedFiles.RepositoryRoot, "models"));
    }

    /// <returns>For each command that did not do what the page shows, what was expected and what happened.</returns>
    public async Task<IReadOnlyList<string>> Run(GuidePage page)
    {
        var script = new StringBuilder("chmod +x facegrid\n");
        for (var i = 0; i < page.Commands.Count; i++)
        {
            var result = Path.Combine(_results, i.ToString(CultureInfo.InvariantCulture));
            script.Append($"{{ {page.Commands[i].Text}\n}} >'{result}.output' 2>&1\necho $? >'{result}.code'\n");
        }

        await Bash(script.ToString());
        return [.. page.Commands.SelectMany((command, i) => Faults(command, i)
            .Select(fault => $"{page.Name}:{command.Line}: {command.Text}\n{fault}"))];
    }

    public void Dispose() => _root.Delete(recursive: true);

    /// <summary>
    /// Whether <paramref name="shown"/>, in which an ellipsis stands for any text, is the line <paramref name="actual"/>. Several spaces
    /// count as one.
    /// </summary>
    internal static bool Matches(string shown, string actual) => Regex.IsMatch(
        Spaces().Replace(actual.Trim(), " "),
        $"^{string.Join(".*", Spaces().Replace(shown.Trim(), " ").Split('…').Select(Regex.Escape))}$",
        RegexOptions.CultureInvariant);

    private IEnumerable<string> Faults(GuideCommand command, int index)
    {
        var code = Path.Combine(_results, $"{index}.code");
        if (!File.Exists(code))
        {
            yield return "did not end";
            yield break;
        }

        var output = File.ReadAllText(Path.Combine(_results, $"{index}.output"));
        if (File.ReadAllText(code).Trim() is var ended && ended != command.ExitCode.ToString(CultureInfo.InvariantCulture))
        {
            yield return $"exit code {ended}, the page states {command.ExitCode}\n{output}";
            yield break;
        }

        var lines = new Queue<string>(output.Split('\n'));
        foreach (var shown in command.Output)
        {
            while (lines.Count > 0 && !Matches(shown, lines.Peek()))
            {
                lines.Dequeue();
            }

            if (!lines.TryDequeue(out _))
            {
                yield return $"the output has no line '{shown}' after the lines shown before it\n{output}";
                yield break;
            }
        }
    }

    private async Task Bash(string script)
    {
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "bash"])
        {
            WorkingDirectory = _clone,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["FACEGRID_ROOT"] = SharedFiles.RepositoryRoot;
        start.Environment["HOME"] = Path.Combine(_root.FullName, "home");
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        start.Environment.Remove("FACEGRID_MODEL");
        start.Environment.Remove("FACEGRID_TRACE");
        using var bash = Process.Start(start) ?? throw new InvalidOperationException("bash did not start");
        var error = bash.StandardError.ReadToEndAsync();
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await bash.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            bash.Kill(entireProcessTree: true);
            await bash.WaitForExitAsync();
        }

        Assert.Equal("", await error);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
