using System.Text.Json;
using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Visualization;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary><c>features</c> and <c>filters</c> on small photos with random weights, which need no download.</summary>
public sealed class FeaturesTests
{
    private const int Size = 32;

    [Fact]
    public async Task Features_Photos_WritesSheetAndWholeTableAndAgreesWithTheNetwork()
    {
        using var folder = new SyntheticPeopleFolder(3);
        await File.WriteAllTextAsync(Path.Combine(folder.People, "broken.jpg"), "no picture");
        await File.WriteAllBytesAsync(Path.Combine(folder.People, "thin.png"), ImageCodec.EncodePng(new RgbImage(200, 3)));
        var (sheet, table) = (folder.PathOf("sheet.png"), folder.PathOf("table.json"));

        var result = (
            await Features(folder, "--layers", "relu2_1,conv1_1", "--out", sheet, "--json-out", table, "--units", "0,70,5", "--json"))
            .Succeeded();

        var answer = Assert.Single(result.Json);
        Assert.Equal("vgg19-random-seed19", answer.GetProperty("network").GetString());
        Assert.Equal(3, answer.GetProperty("images").GetInt32());
        Assert.Equal(
            ["broken.jpg", "thin.png"], answer.GetProperty("skipped").EnumerateArray().Select(s => s.GetProperty("name").GetString()));
        Assert.Contains("broken.jpg", result.Error);
        Assert.Contains("thin.png: has 32 x 1 pixels at this size; layer relu2_1 needs 2 x 2 at least; skipped", result.Error);

        // conv1_1 has 64 units, so that two of the three requested units are shown; three patches each.
        Assert.Equal([3, 2], answer.GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("unitsShown").GetArrayLength()));
        Assert.True(ImageCodec.Load(sheet).Height > 500);

        var found = JsonDocument.Parse(await File.ReadAllBytesAsync(table)).RootElement;
        using var network = new VggFeatures(VggNetwork.Random(VggArchitecture.Vgg19, 19));
        var names = found.GetProperty("images").EnumerateArray().Select(i => i.GetProperty("name").GetString()!).ToArray();
        var images = names.Select((name, number) => (name, number)).Where(i => i.name.StartsWith('p'))
            .Select(i => (i.number, FeatureImages.Resize(ImageCodec.Load(Path.Combine(folder.People, i.name)), Size))).ToArray();
        var layers = new[] { "relu2_1", "conv1_1" }.Select(l => VggLayer.Parse(l, VggArchitecture.Vgg19)).ToArray();
        foreach (var (layer, expected) in found.GetProperty("layers").EnumerateArray().Zip(network.Scan(images, layers)))
        {
            Assert.Equal(expected.Units, layer.GetProperty("units").GetArrayLength());
            Assert.All(layer.GetProperty("units").EnumerateArray(), unit =>
            {
                var top = unit.GetProperty("top").EnumerateArray().Select(
                    p =>
                        new UnitMaximum(
                            p.GetProperty("activation").GetSingle(),
                            p.GetProperty("image").GetInt32(),
                            p.GetProperty("y").GetInt32(),
                            p.GetProperty("x").GetInt32()));
                Assert.Equal(expected[unit.GetProperty("unit").GetInt32()], top);
            });
        }

        var window = found.GetProperty("layers")[1].GetProperty("units")[0].GetProperty("top")[0];
        Assert.Equal(window.GetProperty("x").GetInt32() - 1, window.GetProperty("windowPx").GetProperty("x").GetInt32());
        Assert.Equal(3, window.GetProperty("windowPx").GetProperty("side").GetInt32());
    }

    [Fact]
    public async Task Features_StoppedWithCtrlC_GoesOnAtTheNextCallAndDrawsTheSame()
    {
        using var folder = new SyntheticPeopleFolder(1);
        for (var i = 0; i < 56; i++)
        {
            var noise = new RgbImage(96, 96);
            new Random(i).NextBytes(noise.Pixels);
            await File.WriteAllBytesAsync(Path.Combine(folder.People, $"{i}.png"), ImageCodec.EncodePng(noise));
        }

        var (whole, resumed) = (folder.PathOf("whole.json"), folder.PathOf("resumed.json"));
        string[] options = [
            "features", "--images", folder.People, "--size", "96", "--layers", "conv3_1", "--units", "1",
            "--out", folder.PathOf("sheet.png"), "--threads", "1",
        ];
        using (var process = Facegrid.Start([.. options, "--json-out", resumed, "--data", folder.PathOf("data")]))
        {
            // Once the store contains the first parts, 37 KB each.
            var store = Directory.CreateDirectory(Path.Combine(folder.PathOf("data"), "features"));
            while (!process.HasExited && store.EnumerateFiles("grains.db*").Sum(f => f.Length) < 120_000)
            {
                await Task.Delay(20);
            }

            using var kill = System.Diagnostics.Process.Start(
                "kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            var error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 130, $"{process.ExitCode} {error}");
            Assert.Contains("everything acknowledged so far is kept", error);
            Assert.False(File.Exists(resumed));
        }

        (await Facegrid.Run([.. options, "--json-out", resumed, "--data", folder.PathOf("data")])).Succeeded();
        (await Facegrid.Run([.. options, "--json-out", whole, "--data", folder.PathOf("other")])).Succeeded();

        Assert.Equal(await File.ReadAllTextAsync(whole), await File.ReadAllTextAsync(resumed));
    }

    [Theory]
    [InlineData("VGG-19 has conv1_1 to conv5_4", "--layers", "conv6_1")]
    [InlineData("each named once", "--layers", "conv1_1,conv1_1")]
    [InlineData("units are numbered 0 to 63", "--units", "3,64")]
    [InlineData("a count (12) or indices", "--units", "many")]
    [InlineData("at least one is needed", "--units", "0")]
    [InlineData("layer conv5_1 needs at least 16 pixels", "--layers", "conv5_1", "--size", "8")]
    [InlineData("must be 8 to 4096", "--size", "7")]
    [InlineData("must end in .png", "--out", "sheet.gif")]
    [InlineData("does not exist", "--json-out", "/no/such/folder/table.json")]
    [InlineData("no such file", "--weights", "vgg99")]
    public async Task Features_OptionThatCannotBe_IsBadInput(string reason, params string[] options)
    {
        using var folder = new SyntheticPeopleFolder(1);
        string[] defaults = options.Contains("--out") ? [] : ["--out", folder.PathOf("sheet.png")];

        var result = await Features(
            folder, [.. defaults, .. options.Contains("--layers") ? Array.Empty<string>() : ["--layers", "conv1_1"], .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Error);
        Assert.False(File.Exists(folder.PathOf("sheet.png")));
    }

    [Fact]
    public async Task Features_NothingToLookAt_IsBadInput()
    {
        using var folder = new SyntheticPeopleFolder(0);
        var empty = await Features(folder, "--layers", "conv1_1", "--out", folder.PathOf("sheet.png"));
        Assert.Equal((2, true), (empty.ExitCode, empty.Error.Contains("no pictures in this folder", StringComparison.Ordinal)));

        await File.WriteAllTextAsync(Path.Combine(folder.People, "broken.jpg"), "no picture");
        var broken = await Features(folder, "--layers", "conv1_1", "--out", folder.PathOf("sheet.png"));
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("none of its 1 photos is usable", broken.Error);
        Assert.False(File.Exists(folder.PathOf("sheet.png")));
    }

    [SharedFact("models/mtcnn.safetensors")]
    public async Task Filters_WeightsOfAnotherNetwork_IsBadInput()
    {
        using var folder = new SyntheticPeopleFolder(1);

        var result = await Facegrid.Run(
            "filters", folder.Enrolment(0), "--out", folder.PathOf("filters.png"),
            "--weights", SharedFiles.PathOf("models/mtcnn.safetensors"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("weights of another network", result.Error);
    }

    [Fact]
    public async Task Filters_Photo_WritesTheSheetAndReportsRandomWeights()
    {
        using var folder = new SyntheticPeopleFolder(1);
        var sheet = folder.PathOf("filters.png");

        var text = (await Facegrid.Run("filters", folder.Enrolment(0), "--out", sheet, "--data", folder.PathOf("data"))).Succeeded().Output;

        Assert.Contains("a random VGG-19 is used", text);
        Assert.Contains("six edge kernels and 64 filters of conv1_1", text);
        Assert.InRange(ImageCodec.Load(sheet).Width, 1000, 2000);
        Assert.False(Directory.Exists(folder.PathOf("data")));
    }

    [Fact]
    public async Task Filters_NoPicture_IsBadInput()
    {
        using var folder = new SyntheticPeopleFolder(0);
        var file = folder.PathOf("text.png");
        await File.WriteAllTextAsync(file, "no picture");
        foreach (
            var (photo, reason) in new[] { (file, "text.png"), (folder.PathOf("none.png"), "no such file"), (folder.Root, "is a folder") })
        {
            var result = await Facegrid.Run("filters", photo, "--out", folder.PathOf("sheet.png"));
            Assert.Equal((2, 1), (result.ExitCode, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
            Assert.Contains(reason, result.Error);
        }
    }

    private static Task<CliResult> Features(SyntheticPeopleFolder folder, params string[] options) => Facegrid.Run(
        [
            "features",
            "--images",
            folder.People,
            .. options.Contains("--size") ? Array.Empty<string>() : ["--size", "32"],
            .. options,
            "--data",
            folder.PathOf("data"),
        ]);
}
