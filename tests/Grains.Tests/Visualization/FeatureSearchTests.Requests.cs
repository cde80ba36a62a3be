using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Grains.Tests.Visualization;

/// <summary>Requests: refused, cancelled, divided; pictures of places.</summary>
public sealed partial class FeatureSearchTests
{
    [Fact]
    public async Task Start_BadRequest_IsRefusedAndNothingIsKept()
    {
        var storage = new MortalStorage();
        await using var grid = await FeatureGrid.Start(storage, _photos);
        await grid.Search.Offer(0, _images);
        var good = FeatureGrid.Request(Photos, Layers);
        await Refused(good with { Layers = ["conv6_1"] }, "layer 'conv6_1': VGG-19 has conv1_1 to conv5_4");
        await Refused(good with { Layers = [] }, "at least one layer");
        await Refused(good with { Layers = ["conv1_1", "conv1_1"] }, "none twice");
        await Refused(good with { LongSidePixels = 7 }, "8 to 4096 pixels, not 7");
        await Refused(good with { Images = Photos + 1 }, "20 of 21 images were offered");
        await Refused(good with { Images = 0 }, "not 0");
        Assert.Equal(0, storage.Writes);

        var gap = await Assert.ThrowsAsync<GridRequestException>(() => grid.Search.Offer(Photos + 1, _images));
        Assert.Contains("image 21 was offered, 20 was expected", gap.Message, StringComparison.Ordinal);

        await grid.Run(good, _images);
        await Refused(good with { LongSidePixels = 32 }, "was started for another network");
        await Assert.ThrowsAsync<GridRequestException>(() => grid.Search.Maxima(2));

        async Task Refused(FeatureSearchRequest request, string reason)
        {
            var error = await Assert.ThrowsAsync<GridRequestException>(() => grid.Search.Start(request));
            Assert.Equal(GridError.InvalidRequest, error.Error);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_NetworkThatIsNotHere_FailsAtOnce()
    {
        await using var grid = await FeatureGrid.Start(new MortalStorage(), _photos);

        var status = await grid.Run(FeatureGrid.Request(Photos, Layers) with { ModelVersion = "vgg19-other" }, _images);

        Assert.Equal((FeatureSearchPhase.Failed, "network 'vgg19-other': is not loaded on this machine"), (status.Phase, status.Reason));
    }

    [Fact]
    public async Task Draw_Places_ComeInOrderAndGonePhotosAreNull()
    {
        await using var grid = await FeatureGrid.Start(new MortalStorage(), _photos);
        _photos.Change(_images[1], null);
        var places = new[] { 2, 1, 0 }.Select(i => new FeaturePlace(_images[i], 5, 2, 2)).ToArray();

        var pictures = await grid.Map.Draw(
            new FeatureDrawRequest(FakeFeatureNetwork.Model, "conv1_1", 16, 48, places), CancellationToken.None);

        Assert.Null(pictures[1]);
        foreach (var (at, photo) in new[] { (0, 2), (2, 0) })
        {
            Assert.Equal((3, _levels[photo]), (pictures[at]!.SidePixels, pictures[at]!.Patch[0]));
            Assert.Equal([255, 128, 128], pictures[at]!.Gradient[..3]);
        }

        await Assert.ThrowsAsync<GridRequestException>(() => grid.Map.Draw(
            new FeatureDrawRequest(FakeFeatureNetwork.Model, "conv1_1", 16, 512, places), CancellationToken.None));
        await Assert.ThrowsAsync<GridRequestException>(() => grid.Map.Draw(
            new FeatureDrawRequest(
                FakeFeatureNetwork.Model, "conv1_1", 16, 48, [new FeaturePlace(_images[0], 64, 0, 0)]), CancellationToken.None));
    }

    [Fact]
    public async Task Map_CancelledWhileOthersWaitForTheDevice_TheDeviceIsFreed()
    {
        await using var grid = await FeatureGrid.Start(new MortalStorage(), _photos);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        grid.Network.BeforeScan = cancelled =>
        {
            entered.TrySetResult();
            cancelled.WaitHandle.WaitOne();
        };
        var request = new FeatureMapRequest(FakeFeatureNetwork.Model, Layers, "relu2_2", 16, 0, _images);
        using var cancellation = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 8).Select(_ => grid.Map.Map(request, cancellation.Token)).ToList();
        await entered.Task;

        await cancellation.CancelAsync();

        foreach (var call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        grid.Network.BeforeScan = _ => { };
        Assert.Equal(Layers.Length, (await grid.Map.Map(request, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2))).Maxima.Count);
    }

    [Fact]
    public async Task Start_EveryLayer_IsDividedSoThatMessagesStaySmall()
    {
        var all = VggLayer.All(VggArchitecture.Vgg19).Select(l => l.Name).ToArray();
        await using var grid = await FeatureGrid.Start(new MortalStorage(), _photos, chunk: 10);

        var status = await grid.Run(FeatureGrid.Request(Photos, all), _images);

        Assert.Equal((FeatureSearchPhase.Finished, Photos), (status.Phase, status.Done));
        Assert.InRange(grid.Network.MostUnits * 109, 1, 256 * 1024);
        await AssertTable(grid, all, []);
    }
}
