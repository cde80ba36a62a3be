using System.Diagnostics;

namespace FaceGrid.Grains.Tests.Processes;

/// <summary>The entry point of a test assembly in a process of its own.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <param name="type">A type of the assembly whose entry point runs.</param>
    /// <param name="arguments">Its command line.</param>
    public static ChildProcess Start(Type type, params string[] arguments)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host)
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(type.Assembly.Location);
        Array.ForEach(arguments, start.ArgumentList.Add);
        return new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException("the child did not start"));
    }

    /// <summary>The next line that it prints; null when it has ended.</summary>
    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync();

    /// <summary>SIGKILL: it gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
