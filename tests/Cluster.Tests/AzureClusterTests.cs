using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.Cluster.Tests;

/// <summary>Membership, state, reminders and blobs in Azure Storage, emulated by Azurite.</summary>
public sealed class AzureClusterTests
{
    [AzuriteFact]
    public async Task Silos_OnAzureStorage_KeepIdentitiesAndPicturesWhenAllRestart()
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
        Assert.False(after[0].TryGetProperty("enrolled", out _), "an identity was enrolled twice");
        (await cluster.Ask("jobs", "show", job, "--out", folder["shown"])).Succeeded();
        Assert.Equal([137, 80, 78, 71], (await File.ReadAllBytesAsync(Path.Combine(folder["shown"], "picture.png")))[..4]);
    }

    [AzuriteFact]
    public Task Storage_UnavailableFor5Seconds_RecognitionContinuesAndWritesAreRefused() => StorageIsUnavailable(TimeSpan.FromSeconds(5));

    [Trait("Category", "Soak")]
    [AzuriteFact]
    public Task Storage_UnavailableFor30Seconds_RecognitionContinuesAndWritesAreRefused() => StorageIsUnavailable(TimeSpan.FromSeconds(30));

    private static async Task StorageIsUnavailable(TimeSpan atLeast)
    {
        using var azurite = new AzuriteServer();
        await azurite.Start();
        using var cluster = await TestCluster.StartOnAzure(azurite.ConnectionString, silos: 2);
        await StorageOutage.Survive(cluster, atLeast, azurite.Stop, azurite.Start);
    }
}
