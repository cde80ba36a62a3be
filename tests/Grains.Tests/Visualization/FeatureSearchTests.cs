using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Visualization;

namespace FaceGrid.Grains.Tests.Visualization;

public sealed partial class FeatureSearchTests
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
    public async Task Start_DiesBeforeAnyWrite_NextProcessResumesAndEndsInTheSameTable()
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
                    // The activation ended with the write of unknown outcome, and the next one could not read the dead store.
                }
            }

            await using var next = await FeatureGrid.Start(storage.NextLife(), _photos);
            var found = await next.Search.Wait(null);
            if (before is not null)
            {
                Assert.Equal(before.Done, found.Done);
            }

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
    public async Task Start_FullDisk_FailsWithTheReasonAndIsResumedWithRoomAgain()
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
    public async Task Stop_UnderWay_IsResumedWhereItWas()
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
