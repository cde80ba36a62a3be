using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>Doors that ask a cluster all the while that a test does something to it: <c>load</c>, ended by Ctrl-C.</summary>
internal sealed class DoorQuestions : IDisposable
{
    /// <summary>Answers that show that doors are asking.</summary>
    private const int Some = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TestCluster _cluster;
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private DoorQuestions(TestCluster cluster, int people)
    {
        _cluster = cluster;
        string[] load = ["load", "--k", people.ToString(CultureInfo.InvariantCulture), "--enrolled", "--rate", "20", "--minutes", "60", "--deadline", "10"];
        _process = Facegrid.Start([.. load, "--cluster", cluster.Address, "--json"]);
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts them and waits until they have had some answers.</summary>
    /// <param name="people">Enrolled already.</param>
    public static async Task<DoorQuestions> Begin(TestCluster cluster, int people)
    {
        var questions = new DoorQuestions(cluster, people);
        await questions.UntilAnswered();
        return questions;
    }

    /// <summary>Waits until they have had some more answers, and ends them.</summary>
    /// <returns>The report of <c>load --json</c>.</returns>
    public async Task<JsonElement> End()
    {
        await UntilAnswered();
        using (var signal = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await signal.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        return new CliResult(_process.ExitCode, await _output, await _error).Succeeded().Json[^1];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task UntilAnswered()
    {
        var before = await _cluster.Recognitions();
        var waited = Stopwatch.StartNew();
        while (await _cluster.Recognitions() < before + Some)
        {
            Assert.False(_process.HasExited, "nobody asks any more");
            Assert.True(waited.Elapsed < Patience, "nobody has an answer");
            await Task.Delay(100);
        }
    }
}
