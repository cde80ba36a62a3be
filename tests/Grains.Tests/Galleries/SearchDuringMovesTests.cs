using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>A person who moves between two shards is found at every moment, exactly once.</summary>
public sealed class SearchDuringMovesTests
{
    private const int Capacity = 16;

    [Fact]
    public async Task Recognize_WhileShardsSplitAndMerge_AllPeopleAreFound()
    {
        var storage = new MortalStorage();
        var reference = ReferenceGallery.Of(8 * Capacity);
        await using (var wide = await PeopleGrid.Start(storage))
        {
            await reference.Enroll(wide.People);
        }

        // In a cluster the shards lie on several silos.
        await using var grid = await PeopleGrid.Start(storage.NextLife(), Capacity, silos: 3);
        using var done = new CancellationTokenSource();
        var kept = reference.Faces.Where((_, i) => i % 24 == 0).ToList();
        var doors = Enumerable.Range(0, 4).Select(d => Task.Run(() => RecognizeUntilDone(grid.People, kept, d, done.Token))).ToList();

        await grid.People.Balance();
        var split = await grid.People.ShardCount();
        foreach (var name in reference.Faces.Keys.Except(kept.Select(k => k.Key)).ToList())
        {
            await reference.Remove(grid.People, name);
        }

        await grid.People.Balance();
        await done.CancelAsync();
        var asked = await Task.WhenAll(doors);

        Assert.True(split >= 8, $"{split} shards");
        Assert.Equal(1, await grid.People.ShardCount());
        Assert.All(asked, a => Assert.True(a > 0));
        await reference.AssertSettled(grid.People);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Recognize_DescribedBeforeACompletedRebalance_AllPeopleAreFound(bool isMerge)
    {
        using var gate = new GatedEncoders();
        var storage = new MortalStorage();
        var reference = ReferenceGallery.Of(10);
        await using (var before = await PeopleGrid.Start(storage, isMerge ? 8 : 1000, change: Rebalances.DisableAutomatic))
        {
            await reference.Enroll(before.People);
            foreach (var name in reference.Faces.Keys.Skip(2).Take(isMerge ? 6 : 0).ToList())
            {
                await reference.Remove(before.People, name);
            }
        }

        await using var grid = await PeopleGrid.Start(
            storage.NextLife(), 8, change: services => services.AddSingleton<IEncoderSource>(gate));
        gate.Close();
        var probes = reference.Faces.Select(f => (Name: f.Key, Answer: grid.People.Recognize(f.Value[0]))).ToList();
        await gate.Entered;
        await grid.People.Balance();
        gate.Open();

        foreach (var (name, answer) in probes)
        {
            Assert.Equal((Outcome.Recognized, name), ((await answer).Outcome, (await answer).Identity));
        }

        Assert.Equal(isMerge ? 1 : 2, await grid.People.ShardCount());
    }

    [Fact]
    public async Task Search_LayoutBeforeTheMove_SourceRefusesAlsoAfterItsNextActivation()
    {
        var storage = new MortalStorage();
        var reference = ReferenceGallery.Of(10);
        Rebalance running;
        await using (var grid = await PeopleGrid.Start(storage, change: Rebalances.DisableAutomatic))
        {
            await reference.Enroll(grid.People);
            running = await Begin(grid.People);
            await AssertRefuses(grid.People, running);
        }

        await using var next = await PeopleGrid.Start(storage.NextLife(), change: Rebalances.DisableAutomatic);
        await AssertRefuses(next.People, running);
        await reference.AssertFound(next.People);
    }

    [Fact]
    public async Task Search_ShardIsClosed_IsRefused()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage(), Capacity, change: Rebalances.DisableAutomatic);
        var reference = ReferenceGallery.Of(Capacity + 2);
        await reference.Enroll(grid.People);
        var gallery = grid.People.GalleryGrain();
        var running = await gallery.BeginRebalance(People.Model, 1, 0, 0);
        foreach (var name in reference.Faces.Keys.Take(4).ToList())
        {
            await reference.Remove(grid.People, name);
        }

        await grid.People.Balance();

        Assert.Equal([0], (await gallery.Describe()).Shards);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = await Assert.ThrowsAsync<GridRequestException>(() =>
                grid.People.Shard(1).Search(People.Model, reference.NewFace(), 2, TemplateFusion.Best, running.Layout));
            Assert.Equal(GridError.OutdatedLayout, error.Error);
            Assert.False(await grid.People.Shard(1).Prepare(People.Model, new ShardEntry("late", 1, new byte[512])));
            Assert.False(await grid.People.Shard(1).Commit(People.Model, new ShardEntry("late", 1, new byte[512])));
        }

        await reference.AssertSettled(grid.People);
    }

    [Fact]
    public async Task Recognize_DuringARebalance_TargetIsSearchedAfterTheSource()
    {
        var storage = new MortalStorage();
        var reference = ReferenceGallery.Of(10);
        Rebalance running;
        await using (var grid = await PeopleGrid.Start(storage, change: Rebalances.DisableAutomatic))
        {
            await reference.Enroll(grid.People);
            running = await Begin(grid.People);
            Assert.Equal(MoveOutcome.Moved, await Move(grid.People, "person-005", running));
        }

        var watched = new WatchedStorage(storage.NextLife(), $"lobby/{running.From}", $"lobby/{running.To}");
        await using var next = await PeopleGrid.Start(watched, change: Rebalances.DisableAutomatic);

        var answer = await next.People.Recognize(reference.Faces["person-005"][0]);

        Assert.Equal("person-005", answer.Identity);
        Assert.Equal(10, answer.Basis.GallerySize);
        Assert.False(watched.SecondCameFirst);
    }

    [Fact]
    public async Task Move_SourceIsNoLongerDrained_PersonStaysInOneShard()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage(), change: Rebalances.DisableAutomatic);
        var reference = ReferenceGallery.Of(10);
        await reference.Enroll(grid.People);
        var running = await Begin(grid.People);
        Assert.Equal(MoveOutcome.Moved, await Move(grid.People, "person-005", running));
        await grid.People.Shard(running.From).EndDrain(running.Layout);
        await grid.People.GalleryGrain().EndRebalance(running.Layout);

        // An outdated activation of the balancer continues.
        Assert.Equal(MoveOutcome.NotGiven, await Move(grid.People, "person-006", running));
        Assert.Equal(MoveOutcome.NotThere, await Move(grid.People, "person-005", running));

        await reference.AssertFound(grid.People);
        Assert.Equal(running.From, Assert.Single((await grid.People.Get("person-006"))!.Galleries).Shard);
        Assert.Equal(running.To, Assert.Single((await grid.People.Get("person-005"))!.Galleries).Shard);
        Assert.Equal(10, (await grid.People.List()).Count);
    }

    private static Task<MoveOutcome> Move(People people, string name, Rebalance running) =>
        people.Identity(name).Move(People.Gallery, running, onlyBegun: false, CancellationToken.None);

    /// <summary>Begins a split of the only shard, as the balancer does.</summary>
    private static async Task<Rebalance> Begin(People people)
    {
        var running = await people.GalleryGrain().BeginRebalance(People.Model, 0, to: null, goal: 0);
        await people.Shard(running.From).Drain(running.Layout);
        return running;
    }

    private static async Task AssertRefuses(People people, Rebalance running)
    {
        var (shard, probe) = (people.Shard(running.From), FakeEncoder.RandomEncoding(new Random(1)));
        var error = await Assert.ThrowsAsync<GridRequestException>(
            () => shard.Search(People.Model, probe, 2, TemplateFusion.Best, running.Layout - 1));
        Assert.Equal(GridError.OutdatedLayout, error.Error);
        Assert.Equal(10, (await shard.Search(People.Model, probe, 2, TemplateFusion.Best, running.Layout)).Size);
    }

    private static async Task<int> RecognizeUntilDone(
        People people, List<KeyValuePair<string, List<float[]>>> reference, int first, CancellationToken done)
    {
        var asked = 0;
        for (var i = first; !done.IsCancellationRequested; i++)
        {
            var (name, faces) = reference[i % reference.Count];
            var answer = await people.Recognize(faces[0]);
            Assert.Equal((Outcome.Recognized, name), (answer.Outcome, answer.Identity));
            Assert.Equal(answer.Candidates.Count, answer.Candidates.DistinctBy(c => c.Identity).Count());
            asked++;
        }

        return asked;
    }

    /// <summary>Delays the reads of one grain until another grain has been read, for at most 300 ms.</summary>
    private sealed class WatchedStorage(IGrainStorage inner, string first, string second) : IGrainStorage
    {
        private readonly TaskCompletionSource _secondRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _firstIsThrough;

        public bool SecondCameFirst { get; private set; }

        public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (grainId.ToString().EndsWith(second, StringComparison.Ordinal))
            {
                SecondCameFirst |= !_firstIsThrough;
                _secondRead.TrySetResult();
            }
            else if (grainId.ToString().EndsWith(first, StringComparison.Ordinal))
            {
                await Task.WhenAny(_secondRead.Task, Task.Delay(300));
                _firstIsThrough = true;
            }

            await inner.ReadStateAsync(stateName, grainId, grainState);
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            inner.WriteStateAsync(stateName, grainId, grainState);

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            inner.ClearStateAsync(stateName, grainId, grainState);
    }
}
