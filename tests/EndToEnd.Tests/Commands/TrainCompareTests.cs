using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary><c>train compare</c> on files with known means.</summary>
public sealed class TrainCompareTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("facegrid-compare-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Compare_SeedsOfTwoWays_MeanRangeAndPicture()
    {
        Write("semi-hard-1.csv", "step,held_out_accuracy,loss", "1,,0.5", "2,0.7,0.4", "4,0.8,0.3");
        Write("semi-hard-2.csv", "step,held_out_accuracy,loss", "1,,0.7", "2,0.9,0.6", "4,0.9,0.1");
        Write("pretrained.csv", "step,held_out_accuracy,loss", "1,,4", "3,0.6,2");
        Write("tuned-1.csv", "step,held_out_accuracy,loss", "1,0.75,1", "2,0.95,0.9", "3,");
        var picture = Path.Combine(_folder, "all.png");

        var result = (await Facegrid.Run(
            "train",
            "compare",
            At("semi-hard-1.csv"),
            At("semi-hard-2.csv"),
            At("pretrained.csv") + "+" + At("tuned-1.csv"),
            "--out",
            picture,
            "--json")).Succeeded();

        Assert.Equal(["semi-hard", "tuned"], result.Json.Select(j => j.GetProperty("way").GetString()));
        Assert.Equal([2, 1], result.Json.Select(j => j.GetProperty("runs").GetInt32()));
        Assert.Equal([4, 5], result.Json.Select(j => j.GetProperty("step").GetInt32()));
        Assert.Equal([0.85, 0.95], result.Json.Select(j => j.GetProperty("mean").GetDouble()), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([0.8, 0.95], result.Json.Select(j => j.GetProperty("least").GetDouble()));
        Assert.Equal([0.9, 0.95], result.Json.Select(j => j.GetProperty("most").GetDouble()));
        Assert.Equal((960, 600), (ImageCodec.Load(picture).Width, ImageCodec.Load(picture).Height));
    }

    [Fact]
    public async Task Compare_OtherColumn_IsSaidInWords()
    {
        Write("a-1.csv", "step,loss", "1,0.5", "2,0.25");

        var result = (await Facegrid.Run("train", "compare", At("a-1.csv"), "--column", "loss")).Succeeded();

        Assert.Equal("a: loss 0.2500 after step 2", result.Output.Trim());
    }

    [Fact]
    public async Task Compare_WrongFiles_AreNamed()
    {
        Write("shopping.csv", "milk,bread", "1,2");
        Write("torn.csv", "step,loss", "1", "2,0.5");
        Write("word.csv", "step,loss", "1,much");
        Write("far-1.csv", "step,loss", "1,1");
        Write("far-2.csv", "step,loss", "2,1");
        foreach (var (files, reason) in new (string[], string)[]
        {
            (["none.csv"], "there is no such file"),
            (["shopping.csv"], "no column 'step'"),
            (["torn.csv"], "line 2 has 1 values instead of 2"),
            (["word.csv"], "line 2, loss: 'much' is no number"),
            (["far-1.csv", "far-2.csv"], "no common step"),
        })
        {
            var result = await Facegrid.Run(["train", "compare", .. files.Select(At), "--column", "loss"]);

            Assert.Equal(2, result.ExitCode);
            Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        }
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, params string[] lines) => File.WriteAllLines(At(name), lines);
}
