using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.Cluster.Tests;

/// <summary>Jobs on three silos as processes on PostgreSQL, while each silo is killed.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ClusterTests(PostgresServer server)
{
    [ClusterFact]
    public async Task Style_EverySiloIsKilledOnceUnderAJob_ThePictureHasTheSameBytes()
    {
        const int Steps = 2500;
        using var folder = new StyleFolder();
        string[] submit = [.. folder.Style("adam", Steps), "--detach", "--checkpoint-every", "50"];
        var job = await RunUndisturbed([.. submit, "--no-worker", "--json", "--data", folder["calm"]], folder["calm"], folder["expected"]);

        // The silos have different numbers of threads, which would give different bits: the job's own number must be used.
        using var cluster = await TestCluster.Start(server, silos: 3, n => ["--threads", Text(n + 2)]);
        Assert.Equal(job, await RunWhileEachSiloIsKilledOnce(cluster, submit));
        (await cluster.Ask("jobs", "show", job, "--out", folder["shown"])).Succeeded();
        await AssertSameFile("picture.png", folder["expected"], folder["shown"]);
    }

    [ClusterFact]
    public async Task Train_EverySiloIsKilledOnceUnderARun_TheEncoderHasTheSameBytes()
    {
        const int Steps = 3000;
        using var folder = new TrainingFolder(4, 4, 4, 4, 4, 4);
        string[] submit =
        [
            "train", "encoder", "--data", folder.Data, "--out", "tiny.safetensors", "--input", "28", "--width", "0.5",
            "--batch-people", "3", "--batch-photos", "2", "--steps", Text(Steps), "--warm-up", "2", "--held-out", "0.5",
            "--validate-every", "500", "--checkpoint-every", "50", "--threads", "1", "--detach",
        ];
        var job = await RunUndisturbed([.. submit, "--no-worker", "--json", "--store", folder["calm"]], folder["calm"], folder["expected"]);

        using var cluster = await TestCluster.Start(
            server, silos: 3, n => ["--threads", Text(n + 2), "--set", "Files:Folders:0=" + folder.Data]);
        Assert.Equal(job, await RunWhileEachSiloIsKilledOnce(cluster, submit));
        (await cluster.Ask("jobs", "show", job, "--out", folder["shown"])).Succeeded();
        await AssertSameFile("tiny.safetensors", folder["expected"], folder["shown"]);
    }

    /// <summary>Submits a job to a data folder, executes it in one process, and writes its results.</summary>
    /// <returns>The job.</returns>
    private static async Task<string> RunUndisturbed(string[] submit, string data, string results)
    {
        var job = (await Facegrid.Run(submit)).Succeeded().Json[0].GetProperty("job").GetString()!;
        (await Facegrid.Run("jobs", "run", "--data", data)).Succeeded();
        (await Facegrid.Run("jobs", "show", job, "--out", results, "--data", data)).Succeeded();
        return job;
    }

    private static async Task AssertSameFile(string name, string expected, string actual) => Assert.Equal(
        await File.ReadAllBytesAsync(Path.Combine(expected, name)), await File.ReadAllBytesAsync(Path.Combine(actual, name)));

    /// <summary>Submits a job, kills each silo once while the job makes steps, and waits for its end.</summary>
    /// <returns>The job.</returns>
    private static async Task<string> RunWhileEachSiloIsKilledOnce(TestCluster cluster, string[] ask)
    {
        var job = (await cluster.Ask(ask)).Succeeded().Json[0].GetProperty("job").GetString()!;
        foreach (var silo in cluster.Silos)
        {
            await UntilItProgresses(cluster, job);
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

    /// <summary>Waits until the job has made a step, on any silo.</summary>
    private static async Task UntilItProgresses(TestCluster cluster, string job)
    {
        var patience = Stopwatch.StartNew();
        var first = (await Describe(cluster, job)).GetProperty("summary").GetProperty("step").GetInt32();
        while ((await Describe(cluster, job)).GetProperty("summary") is var now && now.GetProperty("step").GetInt32() <= first)
        {
            Assert.NotEqual("Done", now.GetProperty("status").GetString());
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), "the job makes no progress");
            await Task.Delay(300);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
