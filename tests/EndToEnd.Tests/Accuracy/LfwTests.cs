using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.EndToEnd.Tests.Accuracy;

/// <summary>Real people, through the command line and the grains.</summary>
public sealed class LfwTests
{
    private const string Images = "data/lfw112/images";
    private const string Pairs = "data/lfw112/pairs.txt";

    /// <summary>
    /// The published 99.33 % are the mean of ten folds with a standard deviation of 0.53: three standard errors of the mean of two.
    /// </summary>
    [SharedFact("models/mobilefacenet-112x112.safetensors", Images, Pairs)]
    public async Task EvalPairs_MobileFaceNetOnTwoFolds_AgreesWithThePublishedAccuracy()
    {
        var pairs = Path.GetTempFileName();
        await File.WriteAllLinesAsync(pairs, ["2\t300", .. File.ReadLines(SharedFiles.PathOf(Pairs)).Skip(1).Take(1200)]);
        var result = (await Facegrid.Run(
            "eval", "pairs", "--images", SharedFiles.PathOf(Images), "--pairs", pairs, "--aligned",
            "--model", SharedFiles.PathOf("models/mobilefacenet-112x112.safetensors"), "--json")).Succeeded().Json[0];
        File.Delete(pairs);

        Assert.Equal(1200, result.GetProperty("pairs").GetInt32());
        Assert.InRange(result.GetProperty("accuracy").GetDouble(), 0.9933 - (3 * 0.0053 / Math.Sqrt(2)), 1);
    }

    [Trait("Category", "Soak")]
    [SharedFact("models/mobilefacenet-112x112.safetensors", Images, Pairs)]
    public async Task EvalPairs_MobileFaceNet_GivesThePublishedAccuracy()
    {
        var report = Path.Combine(Path.GetTempPath(), $"facegrid-{Guid.NewGuid():N}.png");
        var result = (await Facegrid.Run(
            "eval", "pairs", "--images", SharedFiles.PathOf(Images), "--pairs", SharedFiles.PathOf(Pairs), "--aligned",
            "--model", SharedFiles.PathOf("models/mobilefacenet-112x112.safetensors"), "--report", report, "--json")).Succeeded().Json[0];
        var picture = ImageCodec.Load(report);
        File.Delete(report);
        Assert.True(picture.Width > 600 && picture.Height > 1200, $"{picture.Width} x {picture.Height}");

        // 99.33 +- 0.53 % are published for these weights on these pairs.
        Assert.Equal(0.9933, result.GetProperty("accuracy").GetDouble(), 0.0005);
        Assert.Equal(0.0053, result.GetProperty("std").GetDouble(), 0.0005);
        Assert.Equal(6000, result.GetProperty("pairs").GetInt32());

        // About 1.478 is published; accuracy hardly changes from there to 1.45, so where on the plateau is a matter of ties.
        Assert.InRange(result.GetProperty("threshold").GetDouble(), 1.44, 1.49);
    }

    [Trait("Category", "Soak")]
    [SharedFact(Images, Pairs)]
    public async Task EvalPairs_EncoderThatUsersGet_ReachesWhatItsCardSays()
    {
        var result = (await Facegrid.RunWithDefaultModel(
            "eval", "pairs", "--images", SharedFiles.PathOf(Images), "--pairs", SharedFiles.PathOf(Pairs), "--aligned", "--json"))
            .Succeeded().Json[0];

        Assert.StartsWith("facegrid-distilled-v1@", result.GetProperty("model").GetString());
        Assert.Equal(0.9828, result.GetProperty("accuracy").GetDouble(), 0.001);
    }

    [Trait("Category", "Soak")]
    [SharedFact("models/mobilefacenet-112x112.safetensors", Images)]
    public async Task EvalIdentify_EverybodyWithTwoPhotos_IsFoundAgainAndStrangersAreTurnedAway()
    {
        var result = (await Facegrid.Run(
            "eval", "identify", "--images", SharedFiles.PathOf(Images), "--stranger-count", "500", "--aligned",
            "--model", SharedFiles.PathOf("models/mobilefacenet-112x112.safetensors"), "--json")).Succeeded().Json[0];

        Assert.InRange(result.GetProperty("enrolled").GetInt32(), 1500, 1700);
        Assert.Equal(500, result.GetProperty("nonMatedProbes").GetInt32());
        Assert.InRange(result.GetProperty("rankOne").GetDouble(), 0.95, 1);
        Assert.InRange(result.GetProperty("fnir").GetDouble(), 0, 0.15);
        Assert.InRange(result.GetProperty("fpir").GetDouble(), 0, 0.02);
    }
}
