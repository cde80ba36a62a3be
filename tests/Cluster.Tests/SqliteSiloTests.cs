using System.Diagnostics;
using System.Globalization;
using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Silo.Storage;

namespace FaceGrid.Cluster.Tests;

/// <summary>A silo on the SQLite store of a data folder, beside commands and other silos on the same folder.</summary>
public sealed class SqliteSiloTests : IDisposable
{
    private readonly SyntheticPeopleFolder _folder = new(2);

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_DataFolderOfACommand_SharesItsKeysAndLocksIt()
    {
        (await Facegrid.Run("enroll", "alice", _folder.Enrolment(0), "--aligned", "--data", Data)).Succeeded();
        using var silo = new SiloProcess(Data, []);
        silo.Start();
        await silo.UntilReady();

        // The silo reads what the command encrypted.
        string[] probe = ["recognize", _folder.Probe(0), "--aligned", "--json"];
        var asked = (await Facegrid.Run([.. probe, "--cluster", silo.Gateway])).Succeeded().Json[0];
        Assert.Equal("alice", asked.GetProperty("identity").GetString());

        var holder = string.Create(CultureInfo.InvariantCulture, $"{Data} is in use by process {silo.Id} (");
        foreach (var command in new[] { "identities remove alice", "enroll bob " + _folder.Enrolment(1), "identities list" })
        {
            var refused = await Facegrid.Run([.. command.Split(' '), "--data", Data]);
            Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
            Assert.Contains(holder, refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal((1, true), await RunSiloProgram(holder));
        silo.Kill();
        (await Facegrid.Run("identities", "remove", "alice", "--data", Data)).Succeeded();
    }

    [Fact]
    public async Task Run_CommandHoldsTheFolder_IsRefused()
    {
        (await Facegrid.Run("enroll", "alice", _folder.Enrolment(0), "--aligned", "--data", Data)).Succeeded();
        using var held = DataFolderLock.Acquire(Data);
        var holder = string.Create(CultureInfo.InvariantCulture, $"{Data} is in use by process {Environment.ProcessId} (");
        Assert.Equal((1, true), await RunSiloProgram(holder));
        Assert.Equal(1, (await Facegrid.Run("silo", "run", "--data", Data)).ExitCode);
    }

    /// <returns>Exit code of <c>facegrid-silo run</c> on the folder, and whether its error line has the text.</returns>
    private async Task<(int ExitCode, bool HasText)> RunSiloProgram(string text)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "facegrid-silo.dll");
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", program, "run", "--data", Data]) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error.StartsWith("facegrid-silo: ", StringComparison.Ordinal)
            && error.Contains(text, StringComparison.Ordinal)
            && error.Trim().Split('\n').Length == 1);
    }
}
