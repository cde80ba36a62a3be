using System.Collections.Concurrent;
using System.Diagnostics;
using FaceGrid.Tests;

namespace FaceGrid.Vision.Tests.Weights;

/// <summary>Runs the system's Python for reference results that are computed during the tests.</summary>
internal static class Python
{
    public const string Executable = "/usr/bin/python3";

    /// <summary>Cached, because every test checks this before it runs, and a check takes seconds.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<string?>> MissingModules = new();

    /// <summary>Runs a script and returns what it prints.</summary>
    public static string Run(string script, params string[] arguments) => Start(["-c", script, .. arguments]);

    /// <summary>Runs a script's file and returns what it prints.</summary>
    public static string RunFile(string path, params string[] arguments) => Start(["-B", path, .. arguments]);

    private static string Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Executable) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"python: {error.Result}");
    }

    /// <summary>Why a test that imports <paramref name="modules"/> is skipped, or null.</summary>
    /// <param name="need">One of <see cref="Requirement.All"/>.</param>
    public static string? SkipReason(IReadOnlyList<string> modules, string need = Requirement.Python) => Requirement.SkipReason(
        need, MissingModules.GetOrAdd(string.Join(", ", modules), names => new Lazy<string?>(() => Missing(names))).Value);

    private static string? Missing(string modules)
    {
        if (!File.Exists(Executable))
        {
            return $"{Executable} is not installed";
        }

        try
        {
            Run($"import {modules}");
            return null;
        }
        catch (InvalidOperationException)
        {
            return $"{Executable} lacks one of {modules}";
        }
    }
}
