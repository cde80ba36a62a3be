using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Recognition;
using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Recognition;

/// <summary>Answers to questions when a part of the gallery does not answer: never that an enrolled person is unknown.</summary>
public sealed class DeadlineTests
{
    private const int Shards = 3;

    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task Recognize_ShardStaysAway_CannotDecideEvenAboutThoseInTheOthers()
    {
        var (storage, faces) = await Enrolled();
        storage.Lose = "/1";
        await using var grid = await Start(storage);

        foreach (var face in faces)
        {
            var answer = await grid.People.Recognize(face);

            var undecided = Assert.IsType<CannotDecide>(answer);
            Assert.Equal(UndecidedReason.Incomplete, undecided.ReasonCode);
            Assert.Contains("0.4 s", undecided.ReasonText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Recognize_ShardComesBackWithinTheDeadline_EverybodyIsRecognized()
    {
        var (storage, faces) = await Enrolled();
        (storage.Lose, storage.LoseTimes) = ("/1", 3);
        await using var grid = await Start(storage);

        for (var i = 0; i < faces.Count; i++)
        {
            var answer = await grid.People.Recognize(faces[i], change: r => r with { DeadlineMilliseconds = 60_000 });

            Assert.Equal((Outcome.Recognized, $"person-{i}"), (answer.Outcome, answer.Identity));
        }

        Assert.Equal(0, storage.LoseTimes);
    }

    [Fact]
    public async Task Verify_IdentityStaysAway_CannotDecide()
    {
        var (storage, faces) = await Enrolled();
        storage.Lose = "person-0";
        await using var grid = await Start(storage);

        var answer = await grid.People.Verify("person-0", faces[0]);

        Assert.Equal(UndecidedReason.Incomplete, Assert.IsType<ClaimUndecided>(answer).ReasonCode);
    }

    [Fact]
    public async Task Recognize_ShardThrowsAProgrammingError_FailsAtOnceWithThatError()
    {
        var (storage, faces) = await Enrolled();
        var fault = new FaultyShards();
        await using var grid = await PeopleGrid.Start(
            storage, shardCapacity: 2, change: services => services.AddSingleton<IIncomingGrainCallFilter>(fault));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => grid.People.Recognize(faces[0], change: r => r with { DeadlineMilliseconds = 60_000 }));

        Assert.Equal("a programming error", error.Message);
        Assert.InRange(fault.Searches, 1, Shards);
    }

    [Fact]
    public async Task Recognize_ShardCannotBeActivatedForAProgrammingError_FailsAtOnce()
    {
        var (storage, faces) = await Enrolled();
        (storage.Lose, storage.Fault) = ("/1", () => new InvalidOperationException("a programming error"));
        await using var grid = await Start(storage);

        var error = await Assert.ThrowsAnyAsync<Exception>(
            () => grid.People.Recognize(faces[0], change: r => r with { DeadlineMilliseconds = 60_000 }));

        Assert.Contains("a programming error", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognize_DeadlineThatIsNone_IsRefused()
    {
        var (storage, faces) = await Enrolled();
        await using var grid = await Start(storage);

        var error = await Assert.ThrowsAsync<GridRequestException>(
            () => grid.People.Recognize(faces[0], change: r => r with { DeadlineMilliseconds = 0 }));

        Assert.Equal(GridError.InvalidRequest, error.Error);
    }

    /// <summary>Two people in each of three shards.</summary>
    private static async Task<(LossyStorage Storage, IReadOnlyList<float[]> Faces)> Enrolled()
    {
        var storage = new LossyStorage(new MortalStorage());
        var random = new Random(6);
        var faces = Enumerable.Range(0, 2 * Shards).Select(_ => FakeEncoder.RandomEncoding(random)).ToList();
        await using var grid = await Start(storage);
        for (var i = 0; i < faces.Count; i++)
        {
            await grid.People.Enroll($"person-{i}", faces[i]);
        }

        return (storage, faces);
    }

    private static Task<PeopleGrid> Start(LossyStorage storage) => PeopleGrid.Start(
        storage, shardCapacity: 2, change: services => services.Configure<RecognitionOptions>(o => o.Deadline = Deadline));

    /// <summary>Some grain's state cannot be read, as while its silo is gone.</summary>
    private sealed class LossyStorage(IGrainStorage inner) : IGrainStorage
    {
        /// <summary>What the key of the lost grain ends with; null: all can be read.</summary>
        public string? Lose { get; set; }

        /// <summary>After so many attempts it can be read again.</summary>
        public int LoseTimes { get; set; } = int.MaxValue;

        /// <summary>The exception of a read that fails.</summary>
        public Func<Exception> Fault { get; set; } = () => new IOException("the network is down");

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (Lose is { } lost && LoseTimes > 0 && grainId.ToString().EndsWith(lost, StringComparison.Ordinal))
            {
                LoseTimes--;
                throw Fault();
            }

            return inner.ReadStateAsync(stateName, grainId, grainState);
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            inner.WriteStateAsync(stateName, grainId, grainState);

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            inner.ClearStateAsync(stateName, grainId, grainState);
    }
    /// <summary>Every search of a shard throws.</summary>
    private sealed class FaultyShards : IIncomingGrainCallFilter
    {
        private int _searches;

        public int Searches => _searches;

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.ImplementationMethod is { Name: nameof(IGalleryShardGrain.Search) } && context.Grain is IGalleryShardGrain)
            {
                Interlocked.Increment(ref _searches);
                throw new InvalidOperationException("a programming error");
            }

            return context.Invoke();
        }
    }
}
