using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.Cluster.Tests;

/// <summary>A continuous load of probes on a cluster during a test: <c>load</c>, ended by SIGINT.</summary>
internal sealed class ProbeLoad : IDisposable
{
    /// <summary>Number of answers after which the load counts as running.</summary>
    private const int Some = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TestCluster _cluster;
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ProbeLoad(TestCluster cluster, int people)
    {
        _cluster = cluster;
        string[] load = ["load", "--k", people.ToString(CultureInfo.InvariantCulture), "--enrolled", "--rate", "20", "--minutes", "60"];
        _process = Facegrid.Start([.. load, "--deadline", "10", "--cluster", cluster.Address, "--json"]);
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts the load and waits until some probes are answered.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="people">Number of enrolled identities.</param>
    public static async Task<ProbeLoad> Begin(TestCluster cluster, int people)
    {
        var load = new ProbeLoad(cluster, people);
        await load.UntilAnswered();
        return load;
    }

    /// <summary>Waits until some more probes are answered, and ends the load.</summary>
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
            Assert.False(_process.HasExited, "the load has ended");
            Assert.True(waited.Elapsed < Patience, "no probe is answered");
            await Task.Delay(100);
        }
    }
}
