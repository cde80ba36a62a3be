using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Durability;

/// <summary>Style jobs in separate worker processes, which are killed and restarted.</summary>
public sealed class StyleJobTests : IDisposable
{
    /// <summary>Exit code of a process ended by SIGKILL.</summary>
    private const int Killed = 137;

    private readonly StyleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("adam", 11)]
    [InlineData("lbfgs", 12)]
    public Task Run_WorkerKilledThreeTimes_PictureHasTheSameBytes(string optimizer, int seed) =>
        KillWorkers(optimizer, seed, least: 3, steps: 120);

    [Trait("Category", "Soak")]
    [Theory]
    [InlineData("adam", 11)]
    [InlineData("lbfgs", 12)]
    public Task Run_WorkerKilledAt25RandomMoments_PictureHasTheSameBytes(string optimizer, int seed) =>
        KillWorkers(optimizer, seed, least: 25, steps: 300);

    [Fact]
    public async Task Detach_OtherCommandsMeanwhile_ReachTheWorkerAndItEndsByItself()
    {
        var data = _folder["data"];
        var submitted = (
            await Facegrid.Run([.. _folder.Style("adam", steps: 100_000), "--detach", "--json", "--data", data])).Succeeded().Json[0];
        Assert.True(submitted.GetProperty("workerStarted").GetBoolean());
        var id = submitted.GetProperty("job").GetString()!;
        var log = Path.Combine(data, "jobs", "worker.log");

        // The same picture is the same job, whichever process executes it.
        var twice = (
            await Facegrid.Run([.. _folder.Style("adam", steps: 100_000), "--detach", "--json", "--data", data])).Succeeded().Json[0];
        Assert.Equal((id, false), (twice.GetProperty("job").GetString(), twice.GetProperty("isNew").GetBoolean()));
        Assert.False(twice.GetProperty("workerStarted").GetBoolean());

        var short2 = (await Facegrid.Run([.. _folder.Style("adam", steps: 8), "--detach", "--priority", "5", "--json", "--data", data]))
            .Succeeded().Json[0]
            .GetProperty("job")
            .GetString()!;
        var preview = _folder["preview.png"];
        var watched = (await Facegrid.Run("jobs", "watch", short2, "--preview", preview, "--json", "--data", data)).Succeeded().Json;
        Assert.Equal("Done", watched[^1].GetProperty("summary").GetProperty("status").GetString());
        Assert.Equal([137, 80, 78, 71], File.ReadAllBytes(preview)[..4]);
        var shown = _folder["shown"];
        await Facegrid.Run("jobs", "show", short2, "--out", shown, "--data", data);
        Assert.Equal(["losses.png", "picture.png", "provenance.json"], Directory.EnumerateFiles(shown).Select(Path.GetFileName).Order());
        var provenance = JsonDocument.Parse(File.ReadAllText(Path.Combine(shown, "provenance.json"))).RootElement;
        Assert.Equal(8, provenance.GetProperty("stepsDone").GetInt32());

        Assert.Equal("Paused", await Change("pause", id, data));
        Assert.True(await Change("resume", id, data) is "Running" or "Queued");
        Assert.Equal(2, (await Facegrid.Run("jobs", "fork", id, "--set", "pyramid=null", "--data", data)).ExitCode);
        var fork = (await Facegrid.Run("jobs", "fork", id, "--style-weight", "7", "--json", "--data", data)).Succeeded();
        var forked = fork.Json[0].GetProperty("job").GetString()!;
        Assert.Equal("Cancelled", await Change("cancel", forked, data));
        Assert.Equal("Cancelled", await Change("cancel", id, data));
        Assert.Equal(2, (await Facegrid.Run("jobs", "cancel", short2, "--data", data)).ExitCode);
        Assert.Equal(2, (await Facegrid.Run("jobs", "show", "nobody", "--data", data)).ExitCode);

        // Without jobs the worker ends, and the next command can lock the folder.
        var patience = DateTime.UtcNow.AddMinutes(2);
        while (File.Exists(Path.Combine(data, "jobs", "worker.endpoint")))
        {
            Assert.True(DateTime.UtcNow < patience, "the worker is still there: " + File.ReadAllText(log));
            await Task.Delay(50);
        }

        var listed = (await Facegrid.Run("jobs", "list", "--json", "--data", data)).Succeeded().Json;
        Assert.Equal(["Cancelled", "Done", "Cancelled"], listed.Select(j => j.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Interrupt_Worker_StopsAtACheckpointAndSucceeds()
    {
        var data = _folder["data"];
        var id = await Submit(data, "adam", steps: 100_000);
        using var worker = Facegrid.Start("jobs", "run", "--data", data, "--threads", "1");
        var errors = worker.StandardError.ReadToEndAsync();
        Assert.True(await JobCheckpoints.Reaches(worker, data, step: 3), "the worker has ended");

        using (var signal = Process.Start("kill", ["-INT", worker.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await signal.WaitForExitAsync();
        }

        await worker.WaitForExitAsync();
        Assert.Equal(0, worker.ExitCode);
        Assert.Equal($"1 unfinished job, stopped at its checkpoint: {id}", (await errors).Trim());
        var job = (await Facegrid.Run("jobs", "show", id, "--json", "--data", data)).Succeeded().Json[0].GetProperty("job");
        Assert.Equal("Queued", job.GetProperty("summary").GetProperty("status").GetString());

        // The checkpoint of the stop, and that of step 4 or later if the job got there.
        var checkpoints = job.GetProperty("checkpoints").EnumerateArray().Select(c => c.GetProperty("step").GetInt32()).ToList();
        Assert.Equal(job.GetProperty("summary").GetProperty("step").GetInt32(), checkpoints.Max());
        Assert.True(checkpoints.Max() >= 3, string.Join(", ", checkpoints));
    }

    [Theory]
    [InlineData("there are no jobs here yet", "jobs", "show", "a")]
    [InlineData("--out", "style")]
    [InlineData("--detach", "style", "--detach", "--checkpoint", "x")]
    [InlineData("has no unit at layer", "style", "--detach", "--size", "16", "--style-layers", "relu5_4")]
    [InlineData("relu9_9", "style", "--detach", "--style-layers", "relu9_9")]
    [InlineData("--priority", "style", "--detach", "--priority", "1000")]
    public async Task BadInput_IsOneLineExitCode2AndNoJob(string expected, params string[] words)
    {
        var data = _folder["data"];
        string[] images = words[0] == "style"
            ? ["--content", _folder.Content, "--style", _folder.StyleImage, "--weights", StyleFolder.Weights]
            : [];
        var result = await Facegrid.Run([.. words, .. images, "--data", data]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), l =>
            l.StartsWith("facegrid:", StringComparison.Ordinal));
        Assert.Empty((await Facegrid.Run("jobs", "list", "--json", "--data", data)).Succeeded().Json);
    }

    private static async Task<string> Change(string what, string id, string data) =>
        (await Facegrid.Run("jobs", what, id, "--json", "--data", data)).Succeeded().Json[0].GetProperty("status").GetString()!;

    private static async Task Work(string data) => (await Facegrid.Run("jobs", "run", "--data", data, "--threads", "1")).Succeeded();

    /// <summary>
    /// Kills workers at random moments, within steps and checkpoints, until the given number of kills has interrupted a job. If a job is
    /// done before the kill, it is repeated in another folder.
    /// </summary>
    private async Task KillWorkers(string optimizer, int seed, int least, int steps)
    {
        var calm = _folder["calm"];
        var id = await Submit(calm, optimizer, steps);
        await Work(calm);
        var expected = await Picture(calm, id);

        var random = new Random(seed);
        for (var (kills, round) = (0, 0); kills < least; round++)
        {
            Assert.True(round < least, $"{round} jobs were done after {kills} kills");
            var wild = _folder[string.Create(CultureInfo.InvariantCulture, $"wild-{round}")];
            Assert.Equal(id, await Submit(wild, optimizer, steps));
            var before = kills;
            while (kills < least && await IsKilled(wild, random))
            {
                kills++;
            }

            await Work(wild);
            Assert.Equal(expected, await Picture(wild, id));
            var job = (await Facegrid.Run("jobs", "show", id, "--json", "--data", wild)).Succeeded().Json[0].GetProperty("job");
            Assert.Equal("Done", job.GetProperty("summary").GetProperty("status").GetString());

            // Each kill interrupted a run with a checkpoint; the last may have come between the end of the job and that of the worker.
            Assert.InRange(job.GetProperty("epoch").GetInt32(), kills - before, kills - before + 1);
            Assert.Equal(
                Enumerable.Range(1, steps),
                job.GetProperty("history").EnumerateArray().Select(p => p.GetProperty("step").GetInt32()));
        }
    }

    /// <returns>False: the worker completed all jobs and ended.</returns>
    private static async Task<bool> IsKilled(string data, Random random)
    {
        using var worker = Facegrid.Start("jobs", "run", "--data", data, "--threads", "1");
        if (await JobCheckpoints.Reaches(worker, data, JobCheckpoints.NewestStep(data) + random.Next(1, 9)))
        {
            await Task.Delay(random.Next(60));
        }

        worker.Kill();
        await worker.WaitForExitAsync();
        Assert.True(worker.ExitCode is 0 or Killed, $"exit code {worker.ExitCode}");
        return worker.ExitCode == Killed;
    }

    private async Task<string> Submit(string data, string optimizer, int steps = StyleFolder.Steps) =>
        (
            await Facegrid.Run(
                [.. _folder.Style(optimizer, steps), "--detach", "--no-worker", "--checkpoint-every", "4", "--json", "--data", data]))
            .Succeeded().Json[0].GetProperty("job").GetString()!;

    private async Task<byte[]> Picture(string data, string id)
    {
        var target = _folder[Path.GetFileName(data) + "-out"];
        (await Facegrid.Run("jobs", "show", id, "--out", target, "--data", data)).Succeeded();
        return File.ReadAllBytes(Path.Combine(target, "picture.png"));
    }
}
