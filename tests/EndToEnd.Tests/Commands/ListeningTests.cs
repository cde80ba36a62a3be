using System.Diagnostics;
using System.Globalization;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>Processes open no endpoint that other users of the machine can reach.</summary>
public sealed class ListeningTests : IDisposable
{
    private readonly StyleFolder _style = new();

    public void Dispose() => _style.Dispose();

    [Fact]
    public async Task Worker_WithAJob_ListensAtNoTcpPortAndAtASocketOfThisUser()
    {
        var data = _style["data"];
        (await Facegrid.Run([.. _style.Style("adam", steps: 100_000), "--detach", "--no-worker", "--data", data])).Succeeded();
        using var worker = Facegrid.Start("jobs", "run", "--data", data, "--threads", "1");
        try
        {
            await using var jobs = await Workers.Connect(worker, data);
            Assert.Single(await jobs.List());
            Assert.Empty(ListeningSockets.Tcp(worker.Id));
            if (!OperatingSystem.IsWindows())
            {
                const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                var folder = Path.Combine(data, "jobs");
                Assert.Equal(Own | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
                Assert.Equal(Own, File.GetUnixFileMode(File.ReadAllText(Path.Combine(folder, "worker.endpoint"))));
            }
        }
        finally
        {
            worker.Kill();
        }
    }

    [Fact]
    public async Task Worker_PathOfTheFolderIsTooLongForASocket_UsesATemporaryFolder()
    {
        var data = _style[new string('d', 120)];
        (await Facegrid.Run([.. _style.Style("adam", steps: 100_000), "--detach", "--no-worker", "--data", data])).Succeeded();
        using var worker = Facegrid.Start("jobs", "run", "--data", data, "--threads", "1");
        string socket;
        await using (var jobs = await Workers.Connect(worker, data))
        {
            socket = File.ReadAllText(Path.Combine(data, "jobs", "worker.endpoint"));
            await jobs.Cancel(Assert.Single(await jobs.List()).Job);
        }

        await worker.WaitForExitAsync();
        Assert.Equal(0, worker.ExitCode);
        Assert.False(Directory.Exists(Path.GetDirectoryName(socket)));
    }

    [Fact]
    public async Task Command_UnderWay_ListensAtNoTcpPort()
    {
        using var folder = new SyntheticPeopleFolder(200);
        using var command = Facegrid.Start("enroll", "--people", folder.People, "--aligned", "--json", "--data", folder.PathOf("data"));
        await command.StandardOutput.ReadLineAsync();

        // Stopped, so that the process cannot end during the check.
        await Signal("STOP", command);
        var listening = ListeningSockets.Tcp(command.Id);
        command.Kill();
        Assert.Empty(listening);
    }

    private static async Task Signal(string name, Process process)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
