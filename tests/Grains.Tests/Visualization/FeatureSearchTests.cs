using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Visualization;

namespace FaceGrid.Grains.Tests.Visualization;

public sealed class FeatureSearchTests
{
    private const int Photos = 20;
    private const int MaxWrites = 40;

    private static readonly string[] Layers = ["conv1_1", "relu2_2"];

    private readonly FakePhotos _photos = new();
    private readonly byte[] _levels = new byte[Photos];
    private readonly List<FeatureImage> _images;

    public FeatureSearchTests()
    {
        new Random(1).NextBytes(_levels);
        _images = _levels.Select((level, i) => _photos.Add($"{i}.ppm", FakePhotos.Photo(level))).ToList();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Start_AnyChunks_TableEqualsBruteForce(int chunk)
    {
        await using var grid = await FeatureGrid.Start(new MortalStorage(), _photos, chunk);

        var status = await grid.Run(FeatureGrid.Request(Photos, Layers), _images);

        Assert.Equal(new FeatureSearchStatus(FeatureSearchPhase.Finished, Photos, Photos, 0, null), status);
        await AssertTable(grid, Layers, []);
        Assert.Equal(Enumerable.Range(0, Photos), grid.Network.Seen.Order());
    }

    [Fact]
    public async Task Start_PhotosThatCannotBeUsed_AreNamedAndSkipped()
    {
        _images[4] = _photos.Add("4.txt", "no picture"u8.ToArray());
        _photos.Change(_images[7], null);
        _photos.Change(_images[9], FakePhotos.Photo(3));
        _images[12] = _photos.Add("12.ppm", [.. "P6 160 1 255\n"u8, .. new byte[480]]);
        _photos.BeforeRead = image =>
        {
            if (image == _images[15])
            {
                throw new IOException("the disk is gone");
            }
        };
        await using var grid = await FeatureGrid.Start(new MortalStorage(), _photos);

        var status = await grid.Run(FeatureGrid.Request(Photos, Layers), _images);

        Assert.Equal((FeatureSearchPhase.Finished, Photos, 5), (status.Phase, status.Done, status.Skipped));
        var skipped = await grid.Search.Skipped(0);
        Assert.Equal([4, 7, 9, 12, 15], skipped.Select(s => s.Image));
        Assert.Equal("is not there any more", skipped[1].Reason);
        Assert.Equal("has changed since the search began", skipped[2].Reason);
        Assert.Equal("has 16 x 1 pixels at this size; layer relu2_2 needs 2 x 2 at least", skipped[3].Reason);
        Assert.Equal("cannot be read: the disk is gone", skipped[4].Reason);
        Assert.DoesNotContain("4.txt", skipped[0].Reason, StringComparison.Ordinal);
        Assert.Equal([9, 12, 15], (await grid.Search.Skipped(8)).Select(s => s.Image));
        await AssertTable(grid, Layers, [4, 7, 9, 12, 15]);
    }

    [Fact]
    public async Task Start_DiesBeforeAnyWrite_NextLifeGoesOnAndEndsInTheSameTable()
    {
        var request = FeatureGrid.Request(Photos, Layers);
        var kept = new HashSet<int>();
        for (var writes = 0; writes < MaxWrites; writes++)
        {
            var storage = new MortalStorage();
            storage.DieAfter(writes);
            var before = (FeatureSearchStatus?)null;
            await using (var grid = await FeatureGrid.Start(storage, _photos))
            {
                try
                {
                    before = await grid.Run(request, _images);
                }
                catch (Exception exception) when (exception.GetBaseException() is IOException)
                {
                    Assert.Equal(0, writes);
                }
            }

            await using var next = await FeatureGrid.Start(storage.NextLife(), _photos);
            var found = await next.Search.Wait(null);
            Assert.Equal(before?.Done ?? 0, found.Done);
            kept.Add(found.Done);

            var status = await next.Run(request, _images);

            Assert.Equal(new FeatureSearchStatus(FeatureSearchPhase.Finished, Photos, Photos, 0, null), status);
            await AssertTable(next, Layers, []);

            // What was durable is not done again.
            Assert.Equal(Photos - found.Done, next.Network.Seen.Count);
            if (!storage.IsDead)
            {
                Assert.Equal(FeatureSearchPhase.Finished, before!.Phase);
                Assert.True(kept.Count >= 4, string.Join(' ', kept));
                return;
            }
        }

        Assert.Fail("the search never came to its end");
    }

    [Fact]
    public async Task Start_FullDisk_FailsSayingSoAndGoesOnWhenThereIsRoom()
    {
        var storage = new MortalStorage();
        await using var grid = await FeatureGrid.Start(storage, _photos);
        grid.Network.BeforeScan = _ =>
        {
            if (grid.Network.Seen.Count >= 9)
            {
                grid.Network.BeforeScan = _ => { };
                storage.FailNext(1);
            }
        };

        var status = await grid.Run(FeatureGrid.Request(Photos, Layers), _images);

        Assert.Equal((FeatureSearchPhase.Failed, "no space left on device"), (status.Phase, status.Reason));
        Assert.InRange(status.Done, 3, Photos - 3);
        Assert.Equal(FeatureSearchPhase.Finished, (await grid.Run(FeatureGrid.Request(Photos, Layers), _images)).Phase);
        await AssertTable(grid, Layers, []);
    }

    [Fact]
    public async Task Stop_UnderWay_GoesOnWhereItWas()
    {
        await using var grid = await FeatureGrid.Start(new MortalStorage(), _photos);
        var scans = 0;
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        grid.Network.BeforeScan = cancelled =>
        {
            if (Interlocked.Increment(ref scans) == 3)
            {
                blocked.SetResult();
                cancelled.WaitHandle.WaitOne();
            }
        };
        await grid.Search.Offer(0, _images);
        var status = await grid.Search.Start(FeatureGrid.Request(Photos, Layers));
        await blocked.Task;
        while (status is { Done: < 6, Phase: FeatureSearchPhase.Running })
        {
            status = await grid.Search.Wait(status);
        }

        var stopped = await grid.Search.Stop();

        Assert.Equal(FeatureSearchPhase.Stopped, stopped.Phase);
        Assert.Equal(6, stopped.Done);
        Assert.Equal(FeatureSearchPhase.Finished, (await grid.Run(FeatureGrid.Request(Photos, Layers), _images)).Phase);
        await AssertTable(grid, Layers, []);
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
    public async Task Start_APieceFailsForAReasonThatPasses_IsTriedAgain()
    {
        var failures = 2;
        await using var grid = await FeatureGrid.Start(new MortalStorage(), _photos);
        grid.Network.BeforeScan = _ =>
        {
            if (Interlocked.Decrement(ref failures) >= 0)
            {
                throw new InvalidOperationException("the device was lost");
            }
        };

        Assert.Equal(FeatureSearchPhase.Finished, (await grid.Run(FeatureGrid.Request(Photos, Layers), _images)).Phase);
        await AssertTable(grid, Layers, []);
    }

    [Fact]
    public async Task Start_APieceFailsForGood_FailsWithTheReason()
    {
        await using var grid = await FeatureGrid.Start(new MortalStorage(), _photos);
        grid.Network.BeforeScan = _ => throw new InvalidOperationException("the device was lost");

        var status = await grid.Run(FeatureGrid.Request(Photos, Layers), _images);

        Assert.Equal((FeatureSearchPhase.Failed, 0), (status.Phase, status.Done));
        Assert.Contains("the device was lost", status.Reason, StringComparison.Ordinal);
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

        var pictures = await grid.Map.Draw(new FeatureDrawRequest(FakeFeatureNetwork.Model, "conv1_1", 16, 48, places), CancellationToken.None);

        Assert.Null(pictures[1]);
        foreach (var (at, photo) in new[] { (0, 2), (2, 0) })
        {
            Assert.Equal((3, _levels[photo]), (pictures[at]!.SidePixels, pictures[at]!.Patch[0]));
            Assert.Equal([255, 128, 128], pictures[at]!.Gradient[..3]);
        }

        await Assert.ThrowsAsync<GridRequestException>(() => grid.Map.Draw(
            new FeatureDrawRequest(FakeFeatureNetwork.Model, "conv1_1", 16, 512, places), CancellationToken.None));
        await Assert.ThrowsAsync<GridRequestException>(() => grid.Map.Draw(
            new FeatureDrawRequest(FakeFeatureNetwork.Model, "conv1_1", 16, 48, [new FeaturePlace(_images[0], 64, 0, 0)]), CancellationToken.None));
    }

    /// <summary>Every unit of every layer against the fake network and a plain sort.</summary>
    private async Task AssertTable(FeatureGrid grid, string[] layers, int[] skipped)
    {
        for (var l = 0; l < layers.Length; l++)
        {
            var layer = VggLayer.Parse(layers[l], VggArchitecture.Vgg19);
            var found = UnitMaxima.FromBytes(await grid.Search.Maxima(l));
            Assert.Equal(layer.Channels, found.Units);
            for (var unit = 0; unit < layer.Channels; unit++)
            {
                var expected = Enumerable.Range(0, Photos).Except(skipped)
                    .Select(i => FakeFeatureNetwork.Activation(i, _levels[i], layer, unit))
                    .OrderByDescending(m => m.Value).ThenBy(m => m.Image).Take(9);
                Assert.Equal(expected, found[unit]);
            }
        }
    }
}
