using System.Diagnostics;
using System.Text;
using System.Text.Json;
using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary><c>facegrid style</c> with a random network, small and short.</summary>
public sealed class StyleTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("facegrid-test-").FullName;

    public StyleTests()
    {
        File.WriteAllBytes(PathOf("content.png"), ImageCodec.EncodePng(Waves(80, 60, 5)));
        File.WriteAllBytes(PathOf("style.png"), ImageCodec.EncodePng(Waves(60, 60, 19)));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Style_OnABareMachine_RendersAndLeavesEverythingThatMakesItAgain()
    {
        var result = (
            await Style("G.png", "--optimizer", "adam", "--steps", "6", "--save-every", "3", "--start", "noise", "--seed", "3", "--json"))
            .Succeeded();

        Assert.Contains("a random VGG-19 is used", result.Error, StringComparison.Ordinal);
        Assert.Contains("step 6/6  64x48  J ", result.Error, StringComparison.Ordinal);
        Assert.True(result.Json[0].GetProperty("randomWeights").GetBoolean());
        var picture = await File.ReadAllBytesAsync(PathOf("G.png"));
        var image = ImageCodec.Load(PathOf("G.png"));
        Assert.Equal((64, 48), (image.Width, image.Height));
        Assert.Contains("facegrid-style\0{\"program\":\"FaceGrid", Encoding.Latin1.GetString(picture), StringComparison.Ordinal);
        Assert.Equal(960, ImageCodec.Load(PathOf("G.losses.png")).Width);
        Assert.Equal(64, ImageCodec.Load(PathOf("G-000003.png")).Width);
        using var provenance = JsonDocument.Parse(await File.ReadAllTextAsync(PathOf("G.json")));
        var losses = provenance.RootElement.GetProperty("losses").EnumerateArray().Select(l => l.GetProperty("total").GetDouble()).ToList();
        Assert.Equal(6, losses.Count);
        Assert.True(provenance.RootElement.GetProperty("finalLosses").GetProperty("total").GetDouble() < losses[0]);
        Assert.Equal(
            ["content", "style"],
            provenance.RootElement.GetProperty("inputs").EnumerateArray().Select(i => i.GetProperty("part").GetString()));

        (
            await Run(
                "style", "--content", PathOf("content.png"), "--style", PathOf("style.png"), "--out", PathOf("H.png"),
                "--settings", PathOf("G.json"))).Succeeded();
        Assert.Equal(picture, await File.ReadAllBytesAsync(PathOf("H.png")));
    }

    /// <summary>
    /// Three kills, each within the steps after the first of a process, then one Ctrl-C. If a render ends before the kill, the test
    /// repeats it.
    /// </summary>
    [Fact]
    public async Task Style_KilledAndInterruptedAtAnyPoint_EndsWithTheSameBits()
    {
        const int Killed = 137, Interrupted = 130, Most = 20;
        string[] settings =
            ["--optimizer", "lbfgs", "--scales", "32=8,64=10", "--history", "4", "--start", "noise", "--checkpoint-every", "1"];
        (await Style("whole.png", settings)).Succeeded();
        var random = new Random(5);
        var (kills, interrupts, starts, checkpoint) = (0, 0, 0, PathOf("run.checkpoint"));
        while (kills < 3 || interrupts == 0 || File.Exists(checkpoint))
        {
            Assert.True(starts++ < Most, $"{kills} kills and {interrupts} interrupts have met a render");
            var before = File.GetLastWriteTimeUtc(checkpoint);
            using var process = Facegrid.Start(Arguments("parts.png", [.. settings, "--checkpoint", checkpoint]));
            var error = process.StandardError.ReadToEndAsync();
            if (kills < 3)
            {
                await Until(process, () => File.GetLastWriteTimeUtc(checkpoint) != before);
                await Task.Delay(random.Next(50));
                process.Kill();
            }
            else if (interrupts == 0)
            {
                await Until(process, () => File.GetLastWriteTimeUtc(checkpoint) != before);
                using var signal = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
                await signal.WaitForExitAsync();
            }

            await process.WaitForExitAsync();
            Assert.True(process.ExitCode is 0 or Killed or Interrupted, await error);
            kills += process.ExitCode == Killed ? 1 : 0;
            interrupts += process.ExitCode == Interrupted ? 1 : 0;
            if (process.ExitCode == 0)
            {
                Assert.Equal(await File.ReadAllBytesAsync(PathOf("whole.png")), await File.ReadAllBytesAsync(PathOf("parts.png")));
                Assert.False(File.Exists(checkpoint));
            }
        }

        Assert.Equal(await File.ReadAllBytesAsync(PathOf("whole.png")), await File.ReadAllBytesAsync(PathOf("parts.png")));
    }

    [Fact]
    public async Task Style_CheckpointOfAnotherNumberOfThreads_GoesOnWithItsOwnOrIsRefused()
    {
        string[] settings = ["--steps", "30"];
        (await Style("whole.png", [.. settings, "--threads", "1"])).Succeeded();
        var checkpoint = PathOf("threads.checkpoint");
        string[] begun = [.. settings, "--threads", "1", "--checkpoint", checkpoint, "--checkpoint-every", "1"];
        using (var process = Facegrid.Start(Arguments("parts.png", begun)))
        {
            await Until(process, () => File.Exists(checkpoint));
            process.Kill();
            await process.WaitForExitAsync();
        }

        var kept = await File.ReadAllBytesAsync(checkpoint);
        var refused = await Style("parts.png", [.. settings, "--threads", "2", "--checkpoint", checkpoint]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--threads 2: the run in", refused.Error, StringComparison.Ordinal);
        Assert.Equal(kept, await File.ReadAllBytesAsync(checkpoint));

        (await Style("parts.png", [.. settings, "--checkpoint", checkpoint])).Succeeded();
        Assert.Equal(await File.ReadAllBytesAsync(PathOf("whole.png")), await File.ReadAllBytesAsync(PathOf("parts.png")));
    }

    [Fact]
    public async Task Style_CostStopsBeingANumber_WritesTheLastGoodPictureAndSaysWhy()
    {
        var result = await Style("G.jpg", "--optimizer", "gradient-descent", "--learning-rate", "1000000", "--steps", "30");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the cost is not a number any more; the image after step", result.Error, StringComparison.Ordinal);
        Assert.Equal(64, ImageCodec.Load(PathOf("G.jpg")).Width);
    }

    [Fact]
    public async Task Style_BadInput_OneLineExitCodeTwoAndNoPicture()
    {
        await File.WriteAllTextAsync(PathOf("text.png"), "no picture");
        await File.WriteAllTextAsync(PathOf("damaged.checkpoint"), new string('x', 500));
        await Refused("text.png", "not an image", "--mask", PathOf("text.png"));
        await Refused("missing.png", "no such file", "--start", PathOf("missing.png"));
        await Refused("profile 'none'", "neural-style", "--profile", "none");
        await Refused("preset 'hardly'", "softly and strongly", "--preset", "hardly");
        await Refused("--pooling median", "is none of max, average", "--pooling", "median");
        await Refused("--size 10", "must be 16", "--size", "10");
        await Refused("--blend", "3 weights for 1 style", "--blend", "1,2,3");
        await Refused("--scales 32=5,64", "omit --size and --steps", "--scales", "32=5,64");
        await Refused("--line-search strong-wolfe", "requires --optimizer lbfgs", "--optimizer", "adam", "--line-search", "strong-wolfe");
        await Refused("--checkpoint", "does not exist", "--checkpoint", PathOf("nowhere/run.checkpoint"));
        await Refused("facegrid-generated-v1", "weights of another network", "--weights", "facegrid-generated-v1");
        await Refused("damaged.checkpoint", "damaged, or not a checkpoint", "--checkpoint", PathOf("damaged.checkpoint"));
        await Refused("layer 'relu9_1'", "VGG-19 has", "--style-layers", "relu9_1");
        await Refused("16", "relu5_1", "--size", "16");
        await Refused("--size 4096", "fits", "--size", "4096", "--memory", "1");
        Assert.Contains("does not exist", (await Style("nowhere/G.png")).Error, StringComparison.Ordinal);
        Assert.Contains("PNG and JPEG are written", (await Style("G.gif")).Error, StringComparison.Ordinal);

        async Task Refused(string named, string reason, params string[] options)
        {
            var result = await Style("G.png", [.. options, "--steps", "1"]);
            Assert.True(result.ExitCode == 2, $"{named}: exit code {result.ExitCode}: {result.Output}{result.Error}");
            var line = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
            Assert.Contains(named, line, StringComparison.Ordinal);
            Assert.Contains(reason, line, StringComparison.Ordinal);
            Assert.False(File.Exists(PathOf("G.png")));
        }
    }

    private string PathOf(string name) => Path.Combine(_root, name);

    private Task<CliResult> Style(string target, params string[] options) => Run(Arguments(target, options));

    private string[] Arguments(string target, string[] options)
    {
        string[] size = options.Contains("--size") || options.Contains("--scales") ? [] : ["--size", "64"];
        return ["style", "--content", PathOf("content.png"), "--style", PathOf("style.png"), "--out", PathOf(target), .. size, .. options];
    }

    private static Task<CliResult> Run(params string[] arguments) => Facegrid.Run(arguments);

    private static async Task Until(Process process, Func<bool> condition)
    {
        while (!condition() && !process.HasExited)
        {
            await Task.Delay(20);
        }
    }

    private static RgbImage Waves(int width, int height, double frequency)
    {
        var image = new RgbImage(width, height);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var (x, y, c) = (i / 3 % width, i / 3 / width, i % 3);
            image.Pixels[i] = (byte)(
                127.5 + (127.4 * Math.Sin((frequency * x / width) + c) * Math.Cos(frequency * (y + (c * 4)) / height)));
        }

        return image;
    }
}
