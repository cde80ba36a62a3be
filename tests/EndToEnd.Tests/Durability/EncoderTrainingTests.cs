using System.Diagnostics;
using System.Globalization;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Durability;

/// <summary>Training runs in separate processes, which are killed and restarted.</summary>
public sealed class EncoderTrainingTests : IDisposable
{
    /// <summary>Exit code of a process ended by SIGKILL.</summary>
    private const int Killed = 137;

    private readonly TrainingFolder _folder = new(3, 3, 3, 3, 3, 3, 3);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Train_KilledThreeTimes_EndsInTheSameWeights() => KillTrainings(least: 3);

    [Trait("Category", "Soak")]
    [Fact]
    public Task Train_KilledAtTwentyRandomMoments_EndsInTheSameWeights() => KillTrainings(least: 20);

    [Fact]
    public async Task Train_InterruptedThenLastCheckpointDamaged_GoesOnFromTheOneBeforeWithTheSameBits()
    {
        (await Facegrid.Run(_folder.Train("calm"))).Succeeded();
        var wild = await Interrupted();
        var refused = await Facegrid.Run([.. _folder.Train(wild), "--rate", "0.5"]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("rate 0.002, not 0.5", refused.Error, StringComparison.Ordinal);
        var command = _folder.Train(wild);
        command[Array.IndexOf(command, "--threads") + 1] = "3";
        refused = await Facegrid.Run(command);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--threads 3: the run in", refused.Error, StringComparison.Ordinal);

        var newest = Directory.EnumerateFiles(_folder.Checkpoints(wild), "step-*").Order(StringComparer.Ordinal).Last();
        File.WriteAllBytes(newest, File.ReadAllBytes(newest)[..^1000]);
        var (csv, png) = (_folder[wild + ".csv"], _folder[wild + ".png"]);
        var resumed = (await Facegrid.Run([.. _folder.Train(wild), "--metrics", csv, "--curves", png])).Succeeded();
        Assert.Contains("using the previous checkpoint", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(_folder.Encoder("calm"), _folder.Encoder(wild));
        Assert.Equal(1 + TrainingFolder.Steps, File.ReadLines(csv).Count());
        Assert.Equal([137, 80, 78, 71], File.ReadAllBytes(png)[..4]);
        Assert.Equal([137, 80, 78, 71], File.ReadAllBytes(_folder[wild + ".mining.png"])[..4]);

        // The trained file is usable as a model at once.
        var model = Path.Combine(_folder[wild], "encoder.safetensors");
        var photos = Directory.GetFiles(Path.Combine(_folder.Data, "p1"));
        (await Facegrid.Run("enroll", "p1", photos[0], "--aligned", "--model", model, "--data", _folder["store"])).Succeeded();
        var verified = await Facegrid.Run("verify", "p1", photos[0], "--aligned", "--model", model, "--data", _folder["store"], "--json");
        Assert.True(verified.Succeeded().Json[0].GetProperty("distance").GetDouble() < 1e-6);
    }

    [Theory]
    [InlineData("holds one person only", new[] { 4 })]
    [InlineData("no person in it has two photos", new[] { 1, 1, 1 })]
    [InlineData("people to train on have two photos or more", new[] { 2, 2, 2 })]
    public async Task Train_PhotosThatCannotServe_IsOneLineAndExitCode2(string expected, int[] photos)
    {
        using var poor = new TrainingFolder(photos);
        await Refused(expected, poor.Train("poor"));
        Assert.Empty(Directory.EnumerateFiles(poor["poor"]));
    }

    [Theory]
    [InlineData("--memory", "0.2", "fits")]
    [InlineData("--backbone", "lenet-6", "lenet-6")]
    [InlineData("--loss", "luck=1", "luck")]
    [InlineData("--mining", "gold", "mining gold")]
    [InlineData("--freeze", "2", "--from")]
    [InlineData("--loss", "distillation=1", "--teacher")]
    [InlineData("--from", "nowhere.safetensors", "nowhere.safetensors")]
    [InlineData("--config", "nowhere.json", "nowhere.json")]
    public async Task Train_OptionThatCannotBe_IsOneLineAndExitCode2(string option, string value, string expected)
    {
        var at = Array.IndexOf(_folder.Train("a"), option);
        string[] words = at < 0
            ? [.. _folder.Train("a"), option, value]
            : [.. _folder.Train("a")[..(at + 1)], value, .. _folder.Train("a")[(at + 2)..]];
        await Refused(expected, words);
        Assert.Equal(0, _folder.NewestStep("a"));
    }

    /// <summary>
    /// Kills training runs at random moments until the given number of kills has interrupted one. If a run ends before the kill, it is
    /// repeated with new checkpoints.
    /// </summary>
    private async Task KillTrainings(int least)
    {
        (await Facegrid.Run(_folder.Train("calm"))).Succeeded();
        var random = new Random(20);
        for (var (kills, round) = (0, 0); kills < least; round++)
        {
            Assert.True(round < least, $"{round} trainings ended after {kills} kills");
            var wild = string.Create(CultureInfo.InvariantCulture, $"wild-{round}");
            while (kills < least && await IsKilled(wild, random, whileItStarts: kills % 5 == 0))
            {
                kills++;
                Assert.False(File.Exists(Path.Combine(_folder[wild], "encoder.safetensors")));
            }

            (await Facegrid.Run(_folder.Train(wild))).Succeeded();
            Assert.Equal(_folder.Encoder("calm"), _folder.Encoder(wild));
        }
    }

    /// <summary>
    /// Interrupts a training run after step 10. If the run ends before, it is repeated.
    /// </summary>
    /// <returns>Name of the run.</returns>
    private async Task<string> Interrupted()
    {
        for (var round = 0; round < 10; round++)
        {
            var run = string.Create(CultureInfo.InvariantCulture, $"interrupted-{round}");
            using var training = Facegrid.Start(_folder.Train(run));
            var errors = training.StandardError.ReadToEndAsync();
            while (_folder.NewestStep(run) < 10 && !training.HasExited)
            {
                await Task.Delay(5);
            }

            using (var signal = Process.Start("kill", ["-INT", training.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await signal.WaitForExitAsync();
            }

            await training.WaitForExitAsync();
            if (training.ExitCode != 0)
            {
                Assert.Equal(130, training.ExitCode);
                Assert.Contains("repeat the command to resume", await errors, StringComparison.Ordinal);
                return run;
            }
        }

        throw new InvalidOperationException("every training ended before it could be interrupted");
    }

    /// <param name="whileItStarts">
    /// True: kill during the start, while photos are read or the checkpoint is loaded; false: after some more steps.
    /// </param>
    /// <returns>False: the run completed all steps.</returns>
    private async Task<bool> IsKilled(string run, Random random, bool whileItStarts)
    {
        using var training = Facegrid.Start(_folder.Train(run));
        var errors = training.StandardError.ReadToEndAsync();
        if (whileItStarts)
        {
            await Task.Delay(random.Next(100, 1200));
        }
        else
        {
            var step = _folder.NewestStep(run) + random.Next(1, 6);
            while (_folder.NewestStep(run) < step && !training.HasExited)
            {
                await Task.Delay(random.Next(1, 12));
            }
        }

        training.Kill();
        await training.WaitForExitAsync();
        Assert.True(training.ExitCode is 0 or Killed, await errors);
        return training.ExitCode == Killed;
    }

    private static async Task Refused(string expected, string[] words)
    {
        var result = await Facegrid.Run(words);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), l =>
            l.StartsWith("facegrid:", StringComparison.Ordinal));
    }
}
