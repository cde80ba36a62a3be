using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>Jobs on three silos as processes on PostgreSQL, while each silo is killed.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ClusterTests(PostgresServer server)
{
    [ClusterFact]
    public async Task Style_EverySiloIsKilledOnceUnderAJob_ThePictureHasTheSameBytes()
    {
        const int Steps = 2500;
        using var folder = new StyleFolder();
        string[] ask = [.. folder.Style("adam", Steps), "--detach", "--checkpoint-every", "50"];
        var calm = (await Facegrid.Run([.. ask, "--no-worker", "--json", "--data", folder["calm"]])).Succeeded().Json[0].GetProperty("job").GetString()!;
        (await Facegrid.Run("jobs", "run", "--data", folder["calm"])).Succeeded();
        (await Facegrid.Run("jobs", "show", calm, "--out", folder["expected"], "--data", folder["calm"])).Succeeded();

        // Each silo has a number of threads of its own, which would come to other bits: the job's number counts.
        using var cluster = await TestCluster.Start(server, silos: 3, n => ["--threads", Text(n + 2)]);
        Assert.Equal(calm, await RunWhileEachSiloIsKilledOnce(cluster, ask));
        (await cluster.Ask("jobs", "show", calm, "--out", folder["shown"])).Succeeded();
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder["expected"], "picture.png")), await File.ReadAllBytesAsync(Path.Combine(folder["shown"], "picture.png")));
    }

    [ClusterFact]
    public async Task Train_EverySiloIsKilledOnceUnderARun_TheEncoderHasTheSameBytes()
    {
        const int Steps = 3000;
        using var folder = new TrainingFolder(4, 4, 4, 4, 4, 4);
        string[] ask =
        [
            "train", "encoder", "--data", folder.Data, "--out", "tiny.safetensors", "--input", "28", "--width", "0.5", "--batch-people", "3", "--batch-photos", "2",
            "--steps", Text(Steps), "--warm-up", "2", "--held-out", "0.5", "--validate-every", "500", "--checkpoint-every", "50", "--threads", "1", "--detach",
        ];
        var calm = (await Facegrid.Run([.. ask, "--no-worker", "--json", "--store", folder["calm"]])).Succeeded().Json[0].GetProperty("job").GetString()!;
        (await Facegrid.Run("jobs", "run", "--data", folder["calm"])).Succeeded();
        (await Facegrid.Run("jobs", "show", calm, "--out", folder["expected"], "--data", folder["calm"])).Succeeded();

        using var cluster = await TestCluster.Start(server, silos: 3, n => ["--threads", Text(n + 2)]);
        Assert.Equal(calm, await RunWhileEachSiloIsKilledOnce(cluster, ask));
        (await cluster.Ask("jobs", "show", calm, "--out", folder["shown"])).Succeeded();
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder["expected"], "tiny.safetensors")), await File.ReadAllBytesAsync(Path.Combine(folder["shown"], "tiny.safetensors")));
    }

    /// <summary>Submits a job, kills each silo once while the job makes steps, and waits for its end.</summary>
    /// <returns>The job.</returns>
    private static async Task<string> RunWhileEachSiloIsKilledOnce(TestCluster cluster, string[] ask)
    {
        var job = (await cluster.Ask(ask)).Succeeded().Json[0].GetProperty("job").GetString()!;
        foreach (var silo in cluster.Silos)
        {
            await UntilItMoves(cluster, job);
            silo.Kill();
            silo.Start();
            await silo.UntilReady();
        }

        JsonElement description;
        var patience = Stopwatch.StartNew();
        do
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(4), "the job was never finished");
            await Task.Delay(TimeSpan.FromSeconds(1));
            description = await Describe(cluster, job);
        }
        while (description.GetProperty("summary").GetProperty("status").GetString() != "Done");

        Assert.True(description.GetProperty("epoch").GetInt32() >= 2, "no kill met the job's silo");
        return job;
    }

    private static async Task<JsonElement> Describe(TestCluster cluster, string job) =>
        (await cluster.Ask("jobs", "show", job)).Succeeded().Json[0].GetProperty("job");

    /// <summary>The job makes steps, on whichever silo.</summary>
    private static async Task UntilItMoves(TestCluster cluster, string job)
    {
        var patience = Stopwatch.StartNew();
        var first = (await Describe(cluster, job)).GetProperty("summary").GetProperty("step").GetInt32();
        while ((await Describe(cluster, job)).GetProperty("summary") is var now && now.GetProperty("step").GetInt32() <= first)
        {
            Assert.NotEqual("Done", now.GetProperty("status").GetString());
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), "the job stands still");
            await Task.Delay(300);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
