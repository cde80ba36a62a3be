namespace FaceGrid.Cluster.Tests;

/// <summary>Client behaviour while silos and their storage fail and return.</summary>
[Collection(PostgresCollection.Name)]
public sealed class OutageTests(PostgresServer server)
{
    private const int People = 200;

    [ClusterFact]
    public async Task Drill_SiloIsKilledUnderLoad_NoAnswerIsWrongAndServiceReturns()
    {
        using var cluster = await TestCluster.Start(server, silos: 3);
        var chart = Path.Combine(cluster.Folder, "drill.png");

        string[] drill = ["drill", "kill-silo", "--k", "200", "--rate", "25", "--before", "5", "--after", "40"];
        var kill = $"kill -9 {cluster.Silos[0].Id}";
        var report = (await cluster.Ask([.. drill, "--kill", kill, "--chart", chart])).Succeeded().Json[^1];

        var load = report.GetProperty("load");
        Assert.Equal((0, 0), (load.GetProperty("wrongPerson").GetInt32(), load.GetProperty("wrongNotRecognized").GetInt32()));
        Assert.InRange(report.GetProperty("secondsToFullService").GetDouble(), 0, 35);
        Assert.True(load.GetProperty("right").GetInt32() > load.GetProperty("probes").GetInt32() / 2);
        Assert.True(new FileInfo(chart).Length > 1000);
    }

    [ClusterFact]
    public async Task Restart_AllSilosByTurnsUnderLoad_EveryAnswerIsRight()
    {
        using var cluster = await TestCluster.Start(server, silos: 3);
        (await cluster.Ask("load", "--k", "200", "--everyone", "--deadline", "20")).Succeeded();
        using var load = await ProbeLoad.Begin(cluster, People);

        foreach (var silo in cluster.Silos)
        {
            await silo.Drain();
            silo.Start();
            await silo.UntilReady();
        }

        var report = await load.End();
        Assert.Equal(report.GetProperty("probes").GetInt32(), report.GetProperty("right").GetInt32());
    }

    [ClusterFact]
    public Task Database_UnavailableFor5Seconds_RecognitionContinuesAndWritesAreRefused() => DatabaseIsUnavailable(TimeSpan.FromSeconds(5));

    [Trait("Category", "Soak")]
    [ClusterFact]
    public Task Database_UnavailableFor30Seconds_RecognitionContinuesAndWritesAreRefused() =>
        DatabaseIsUnavailable(TimeSpan.FromSeconds(30));

    private async Task DatabaseIsUnavailable(TimeSpan atLeast)
    {
        using var cluster = await TestCluster.Start(server, silos: 2);
        await StorageOutage.Survive(
            cluster,
            atLeast,
            stop: () =>
            {
                server.Crash();
                return Task.CompletedTask;
            },
            start: () =>
            {
                server.Start();
                return Task.CompletedTask;
            });
    }
}
