using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Storage.Sqlite;

namespace FaceGrid.Grains.Tests.Enrolment;

/// <summary><see cref="EnrolmentTests"/> with a storage that fails, or that the next process reads.</summary>
public sealed class EnrolmentStorageTests
{
    private readonly Random _random = new(1);

    [Theory]
    [InlineData("")]
    [InlineData(" alice")]
    [InlineData("al\tice")]
    public async Task Enroll_BadName_Refused(string name)
    {
        var storage = new MortalStorage();
        await using var grid = await PeopleGrid.Start(storage);

        var error = await Assert.ThrowsAsync<GridRequestException>(() => grid.People.Enroll(name, FakeEncoder.RandomEncoding(_random)));

        Assert.Equal(GridError.InvalidRequest, error.Error);
        Assert.Equal(0, storage.Writes);
    }

    [Fact]
    public async Task Enroll_StorageFails_ErrorThenRetrySucceedsAndNothingIsLost()
    {
        var storage = new MortalStorage();
        await using var grid = await PeopleGrid.Start(storage);
        var (alice, bob) = (FakeEncoder.RandomEncoding(_random), FakeEncoder.RandomEncoding(_random));
        await grid.People.Enroll("alice", alice);

        storage.FailNext(1);
        await Assert.ThrowsAsync<GrainStoreException>(() => grid.People.Enroll("bob", bob));
        Assert.Null(await grid.People.Get("bob"));
        Assert.Equal(Outcome.NotRecognized, (await grid.People.Recognize(bob)).Outcome);

        await grid.People.Enroll("bob", bob);
        Assert.Equal("bob", (await grid.People.Recognize(bob)).Identity);
        Assert.Equal("alice", (await grid.People.Recognize(alice)).Identity);
    }

    [Fact]
    public async Task Enroll_CostInWrites_DoesNotGrowWithTheGallery()
    {
        var storage = new MortalStorage();
        await using var grid = await PeopleGrid.Start(storage);
        await grid.People.Enroll("first", FakeEncoder.RandomEncoding(_random));
        var writes = new List<int>();
        for (var i = 0; i < 200; i++)
        {
            var before = storage.Writes;
            await grid.People.Enroll($"person-{i}", FakeEncoder.RandomEncoding(_random));
            writes.Add(storage.Writes - before);
        }

        // Page and identity; occasionally the header, or a page whose entries in doubt the maintenance has resolved.
        Assert.InRange(writes.Average(), 2, 3);
        Assert.All(writes, w => Assert.InRange(w, 2, 12));
    }

    [Fact]
    public async Task Remove_Enrolled_IsGoneFromSearchAndStorage()
    {
        var storage = new MortalStorage();
        await using var grid = await PeopleGrid.Start(storage);
        var (alice, bob) = (FakeEncoder.RandomEncoding(_random), FakeEncoder.RandomEncoding(_random));
        await grid.People.Enroll("alice", alice);
        await grid.People.Enroll("bob", bob);
        var encoded = Convert.ToBase64String(FakeEncoder.Face("", alice).Rgb.AsSpan(0, 512))[..600];
        Assert.Contains(encoded[..40], storage.Everything.Replace("\\u002B", "+", StringComparison.Ordinal), StringComparison.Ordinal);

        Assert.True(await grid.People.Remove("alice"));

        var answer = await grid.People.Recognize(alice);
        Assert.Equal((Outcome.NotRecognized, 1), (answer.Outcome, answer.Basis.GallerySize));
        Assert.DoesNotContain("alice", storage.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(
            encoded[..40], storage.Everything.Replace("\\u002B", "+", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.False(await grid.People.Remove("alice"));
        Assert.Equal("bob", (await grid.People.Recognize(bob)).Identity);
    }

    [Fact]
    public async Task Enroll_ManyAtOnce_AllAreRecognisedAfterRestart()
    {
        var storage = new MortalStorage();
        var people = Enumerable.Range(0, 300).ToDictionary(i => $"person-{i}", _ => FakeEncoder.RandomEncoding(_random));
        await using (var grid = await PeopleGrid.Start(storage, shardCapacity: 100))
        {
            await Task.WhenAll(people.Select(p => grid.People.Enroll(p.Key, p.Value)));
            await AssertAllRecognised(grid);
        }

        await using var next = await PeopleGrid.Start(storage.NextLife(), shardCapacity: 100);
        await AssertAllRecognised(next);

        async Task AssertAllRecognised(PeopleGrid grid)
        {
            Assert.True(await grid.People.ShardCount() >= 3);
            Assert.Equal(people.Keys.Order(StringComparer.Ordinal), (await grid.People.List()).Order(StringComparer.Ordinal));
            foreach (var (name, encoding) in people)
            {
                Assert.Equal(name, (await grid.People.Recognize(encoding)).Identity);
            }
        }
    }
}
