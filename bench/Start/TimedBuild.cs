using System.Diagnostics;
using FaceGrid.Bench.Measuring;
using FaceGrid.Vision;

namespace FaceGrid.Bench.Start;

/// <summary>A build of the command line with its copy of a store.</summary>
/// <param name="Name">Name of the build in the output.</param>
/// <param name="Program">The published or built <c>facegrid.dll</c>.</param>
/// <param name="Data">The copy of the store.</param>
internal sealed record TimedBuild(string Name, string Program, string Data)
{
    /// <summary>Copies the store.</summary>
    /// <exception cref="BadInputException">The program or the store does not exist.</exception>
    public static TimedBuild Over(string name, string program, string store, string copy)
    {
        if (!File.Exists(program))
        {
            throw new BadInputException(program, "no such file");
        }

        if (!Directory.Exists(store))
        {
            throw new BadInputException(store, "no such folder");
        }

        Directory.CreateDirectory(copy);
        foreach (var file in Directory.EnumerateFiles(store, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(store, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return new TimedBuild(name, Path.GetFullPath(program), copy);
    }

    /// <summary>Runs a command and measures it.</summary>
    /// <exception cref="BadInputException">The command failed.</exception>
    public RunTime Time(string[] command)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. command, "--data", Data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (RootOf(Program) is { } root)
        {
            start.Environment["FACEGRID_ROOT"] = root;
        }

        var processor = EndedChildren.ProcessorSeconds;
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0
            ? new RunTime(elapsed, EndedChildren.ProcessorSeconds - processor)
            : throw new BadInputException($"{Name}: {string.Join(' ', command)}", $"ended with {process.ExitCode}: {errors.Result.Trim()}");
    }

    /// <summary>Root of the repository that contains the build, where its models are; null: none.</summary>
    private static string? RootOf(string program)
    {
        var folder = Path.GetDirectoryName(program);
        while (folder is not null && !File.Exists(Path.Combine(folder, "FaceGrid.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
