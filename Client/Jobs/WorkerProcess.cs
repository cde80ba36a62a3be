using System.Diagnostics;
using FaceGrid.Silo.Local;
using FaceGrid.Vision.Files;

namespace FaceGrid.Client.Jobs;

/// <summary>Starts a background worker: this program in a separate session, so that it outlives the terminal.</summary>
public static class WorkerProcess
{
    /// <summary>Starts <c>jobs run</c> for a folder; its output is appended to <see cref="JobsFolder.Log"/>.</summary>
    /// <param name="folder">The jobs' files.</param>
    /// <param name="options">Global options of the worker.</param>
    /// <exception cref="IOException">The worker did not start.</exception>
    public static void Start(JobsFolder folder, IEnumerable<string> options)
    {
        ArgumentNullException.ThrowIfNull(folder);
        OwnerOnly.CreateFolder(folder.Path);
        OwnerOnly.CreateFile(folder.Log);
        var program = Environment.ProcessPath ?? throw new IOException("the path of this program is unknown; run: facegrid jobs run");
        List<string> words = [program];
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            words.AddRange(["exec", Environment.GetCommandLineArgs()[0]]);
        }

        words.AddRange(["jobs", "run", "--data", folder.Data, .. options]);
        ProcessStartInfo start;
        if (OperatingSystem.IsWindows())
        {
            start = new ProcessStartInfo(words[0], words[1..]) { CreateNoWindow = true };
        }
        else
        {
            // The words are arguments of the script, not part of its text: a path may contain any character.
            const string Script = """
                log=$1; shift
                if command -v setsid >/dev/null; then exec setsid -f "$@" </dev/null >>"$log" 2>&1
                else nohup "$@" </dev/null >>"$log" 2>&1 & fi
                """;
            start = new ProcessStartInfo("/bin/sh", ["-c", Script, "facegrid", folder.Log, .. words]);
        }

        using var process = Process.Start(start) ?? throw new IOException("the worker did not start; run: facegrid jobs run");
        if (!OperatingSystem.IsWindows())
        {
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new IOException($"the worker did not start (see {folder.Log}); run: facegrid jobs run");
            }
        }
    }
}
