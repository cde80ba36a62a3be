using System.Diagnostics;
using System.Globalization;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.Cluster.Tests;

/// <summary>
/// Makes the storage of a cluster unavailable under load: recognition continues, a write is refused, and no data are lost.
/// </summary>
internal static class StorageOutage
{
    private const int People = 200;

    private const int More = 50;

    /// <param name="cluster">The cluster.</param>
    /// <param name="atLeast">Duration of the outage; longer if the refusal of a write takes longer.</param>
    /// <param name="stop">Stops the storage.</param>
    /// <param name="start">Starts it again.</param>
    public static async Task Survive(TestCluster cluster, TimeSpan atLeast, Func<Task> stop, Func<Task> start)
    {
        (await cluster.Ask("load", "--k", Text(People), "--everyone", "--deadline", "20")).Succeeded();
        using var load = await ProbeLoad.Begin(cluster, People);

        await stop();
        CliResult refused;
        try
        {
            var away = Stopwatch.StartNew();
            refused = await cluster.Ask("galleries", "set", "--gallery", "hall", "--fpir", "1%");
            var rest = atLeast - away.Elapsed;
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        }
        finally
        {
            await start();
        }

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("the store: is unavailable", refused.Error, StringComparison.Ordinal);
        Assert.Contains("retry", refused.Error, StringComparison.Ordinal);

        (await cluster.Ask("galleries", "set", "--gallery", "hall", "--fpir", "1%")).Succeeded();
        var report = await load.End();
        Assert.Equal(report.GetProperty("probes").GetInt32(), report.GetProperty("right").GetInt32());
        var after = (await cluster.Ask("load", "--k", Text(People + More), "--everyone", "--deadline", "20")).Succeeded().Json;
        Assert.Equal(More, after[0].GetProperty("enrolled").GetInt32());
        Assert.Equal(People + More, after[^1].GetProperty("right").GetInt32());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
