using System.Diagnostics;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Durability;

public sealed class SharingTests
{
    [Fact]
    public async Task SecondProcess_OnTheSameData_SaysWhoHoldsIt()
    {
        using var folder = new SyntheticPeopleFolder(400);
        var data = folder.PathOf("data");
        using var first = Facegrid.Start("enroll", "--people", folder.People, "--aligned", "--json", "--data", data);
        await first.StandardOutput.ReadLineAsync();

        // Suspended by SIGSTOP: it holds the folder as long as the test needs.
        await Signal("STOP", first);
        var second = await Facegrid.Run("identities", "list", "--data", data);
        await Signal("CONT", first);
        await first.StandardOutput.ReadToEndAsync();
        await first.WaitForExitAsync();

        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"in use by process {first.Id}", second.Error, StringComparison.Ordinal);
        Assert.Equal(0, first.ExitCode);
        Assert.Equal(400, (await Facegrid.Run("identities", "list", "--json", "--data", data)).Succeeded().Json.Count);
    }

    [Fact]
    public async Task Interrupt_DuringEnrolment_EndsCleanlyAndKeepsWhatWasAcknowledged()
    {
        using var folder = new SyntheticPeopleFolder(600);
        var data = folder.PathOf("data");
        using var process = Facegrid.Start("enroll", "--people", folder.People, "--aligned", "--json", "--data", data);
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadLineAsync();
        await Signal("INT", process);
        var lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var acknowledged = lines.Count(l => l.Contains("\"identity\"", StringComparison.Ordinal)) + 1;
        await process.WaitForExitAsync();

        Assert.Equal(130, process.ExitCode);
        Assert.Single(
            (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            l => !l.Contains("keep a copy of the key file", StringComparison.Ordinal));
        var listed = (await Facegrid.Run("identities", "list", "--json", "--data", data)).Succeeded().Json.Count;
        Assert.InRange(listed, acknowledged, 599);
    }

    private static async Task Signal(string name, Process process)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
