using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Encryption;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>Changes of all people during a rebalance: a new model version, a new key-encryption key.</summary>
public sealed class InterplayTests
{
    private const int Capacity = 8;
    private const int MaxWrites = 100;

    [Fact]
    public async Task Activate_DuringASplit_AllPeopleAreFoundWithTheNewVersion()
    {
        var (storage, reference) = (new MortalStorage(), ReferenceGallery.Of(Capacity + 2));
        var blobs = new MortalBlobs(storage);
        await using (var grid = await PeopleGrid.Start(storage, blobs: blobs))
        {
            await reference.Enroll(grid.People, keepPhotos: true);
        }

        await AtEveryWrite(storage, s => Start(s, blobs), async (people, _) =>
        {
            var now = reference.Copy();
            await Task.WhenAll(people.Balance(), Activate(people));
            now.Model = People.NextModel;
            await now.AssertFound(people);
            await people.Balance();
            await now.AssertSettled(people);
            var versions = (await people.Get("person-000"))!.Galleries.Select(g => g.ModelVersion);
            Assert.Equal([People.Model, People.NextModel], versions.Order(StringComparer.Ordinal));

            // A removal erases the person from the shards of both versions.
            await now.Remove(people, "person-000");
            await people.Activation.Switch(People.Model, [People.Gallery], leaveBehind: true);
            now.Model = People.Model;
            await now.AssertSettled(people);
        });
    }

    [Fact]
    public async Task Adopt_PersonIsMovingWithThatVersion_BothCopiesAreUpdated()
    {
        var (storage, reference) = (new MortalStorage(), ReferenceGallery.Of(Capacity + 2));
        var blobs = new MortalBlobs(storage);
        await using (var grid = await PeopleGrid.Start(storage, blobs: blobs))
        {
            await reference.Enroll(grid.People, keepPhotos: true);
            await Adopt(grid.People);
        }

        await AtEveryWrite(storage, s => Start(s, blobs), async (people, left) =>
        {
            var now = reference.Copy();
            now.Faces["person-000"].Add(now.NewFace());
            await people.EnrollAndKeep("person-000", now.Faces["person-000"]);
            await Activate(people);
            now.Model = People.NextModel;
            await now.AssertFound(people);
            await now.Remove(people, "person-000");
            Assert.DoesNotContain("person-000", left.Everything, StringComparison.Ordinal);
            await now.AssertFound(people);
            await people.Balance();
            await now.AssertSettled(people);
        });
    }

    [Fact]
    public async Task Rotate_DuringASplit_FormerKeyIsNotNeeded()
    {
        using var keys = new TestKeys();
        var (storage, reference) = (new MortalStorage(), ReferenceGallery.Of(Capacity + 2));
        await using (var grid = await Start(storage, keys.Encryption!, 1000))
        {
            await reference.Enroll(grid.People);
        }

        KeyFile.Rotate(keys.Path);
        var both = keys.Open();
        File.WriteAllText(keys.Path, File.ReadAllLines(keys.Path).First(l => l.Length > 0 && l[0] != '#') + "\n");
        var newest = keys.Open();
        await AtEveryWrite(storage, s => Start(s, both, Capacity), async (people, left) =>
        {
            await Task.WhenAll(people.Balance(), Rotate(people));
            await Rotate(people);
            Assert.DoesNotContain(keys.FirstId, left.Everything, StringComparison.Ordinal);
            await using var next = await Start(left.NextLife(), newest, Capacity);
            await reference.Copy().AssertSettled(next.People);
            Assert.Empty(await next.People.Unreadable());
        });
    }

    private static async Task AtEveryWrite(
        MortalStorage before, Func<MortalStorage, Task<PeopleGrid>> start, Func<People, MortalStorage, Task> then)
    {
        for (var writes = 0; writes < MaxWrites; writes++)
        {
            var storage = before.NextLife();
            var finished = await Rebalances.BalanceUntilCrash(start, storage, writes);
            var left = storage.NextLife();
            await using var grid = await start(left);
            await then(grid.People, left);
            if (finished)
            {
                return;
            }
        }

        Assert.Fail("the split never completed");
    }

    private static async Task Activate(People people)
    {
        await Adopt(people);
        var status = await people.Activation.Switch(People.NextModel, [People.Gallery], leaveBehind: false);
        Assert.True(status.IsActive);
    }

    private static async Task Adopt(People people)
    {
        while (await people.Activation.Step(People.NextModel, [People.Gallery], 3, CancellationToken.None) > 0)
        {
            // Next step.
        }
    }

    private static async Task Rotate(People people)
    {
        while (await people.Rotation.Step(3, CancellationToken.None) > 0)
        {
            // Next step.
        }
    }

    private static Task<PeopleGrid> Start(MortalStorage storage, MortalBlobs before) =>
        PeopleGrid.Start(storage, Capacity, new MortalBlobs(storage, before), Rebalances.DisableAutomatic);

    private static Task<PeopleGrid> Start(MortalStorage storage, IKeyEncryption encryption, int capacity) =>
        PeopleGrid.Start(storage, storage, encryption, capacity, change: Rebalances.DisableAutomatic);
}
