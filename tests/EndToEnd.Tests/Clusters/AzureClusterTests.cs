using System.Diagnostics;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>Membership, state, reminders and blobs in Azure Storage, as Azurite has it.</summary>
public sealed class AzureClusterTests
{
    [AzuriteFact]
    public async Task Silos_OnAzureStorage_RememberPeopleAndPicturesOverARestartOfAll()
    {
        using var azurite = new AzuriteServer();
        await azurite.Start();
        using var folder = new StyleFolder();
        using var cluster = await TestCluster.StartOnAzure(azurite.ConnectionString, silos: 2);
        (await cluster.Ask("load", "--k", "100", "--everyone", "--deadline", "20")).Succeeded();
        var job = (await cluster.Ask([.. folder.Style("adam", 20), "--detach"])).Succeeded().Json[0].GetProperty("job").GetString()!;
        (await cluster.Ask("jobs", "watch", job)).Succeeded();

        foreach (var silo in cluster.Silos)
        {
            silo.Kill();
        }

        foreach (var silo in cluster.Silos)
        {
            silo.Start();
            await silo.UntilReady();
        }

        var after = (await cluster.Ask("load", "--k", "100", "--everyone", "--deadline", "20")).Succeeded().Json;
        Assert.Equal(100, after[^1].GetProperty("right").GetInt32());
        Assert.False(after[0].TryGetProperty("enrolled", out _), "somebody was enrolled twice");
        (await cluster.Ask("jobs", "show", job, "--out", folder["shown"])).Succeeded();
        Assert.Equal([137, 80, 78, 71], (await File.ReadAllBytesAsync(Path.Combine(folder["shown"], "picture.png")))[..4]);
    }

    [AzuriteFact]
    public async Task Storage_IsAwayFor30Seconds_DoorsGoOnWritesSaySoAndNothingIsHarmed()
    {
        using var azurite = new AzuriteServer();
        await azurite.Start();
        using var cluster = await TestCluster.StartOnAzure(azurite.ConnectionString, silos: 2);
        (await cluster.Ask("load", "--k", "100", "--everyone", "--deadline", "20")).Succeeded();
        var questions = cluster.Ask("load", "--k", "100", "--rate", "20", "--minutes", "0.9", "--deadline", "10");
        await Task.Delay(TimeSpan.FromSeconds(5));

        await azurite.Stop();
        var away = Stopwatch.StartNew();
        var refused = await cluster.Ask("galleries", "set", "--gallery", "hall", "--fpir", "1%");
        var rest = TimeSpan.FromSeconds(30) - away.Elapsed;
        await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        await azurite.Start();

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("the store: cannot be used now", refused.Error, StringComparison.Ordinal);
        Assert.Contains("ask again", refused.Error, StringComparison.Ordinal);

        var report = (await questions).Succeeded().Json[^1];
        Assert.Equal(report.GetProperty("probes").GetInt32(), report.GetProperty("right").GetInt32());
        (await cluster.Ask("galleries", "set", "--gallery", "hall", "--fpir", "1%")).Succeeded();
        var after = (await cluster.Ask("load", "--k", "150", "--everyone", "--deadline", "20")).Succeeded().Json;
        Assert.Equal(50, after[0].GetProperty("enrolled").GetInt32());
        Assert.Equal(150, after[^1].GetProperty("right").GetInt32());
    }
}
