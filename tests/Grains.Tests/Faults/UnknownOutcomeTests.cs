using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Faults;

/// <summary>
/// At each single write and clear of every change of people, in turn: the write is executed and its answer is lost, or every write takes
/// longer than the limit of an entry in doubt and then the process dies. Shards must equal identities afterwards.
/// </summary>
public sealed class UnknownOutcomeTests
{
    private const int MaxWrites = 150;

    private readonly Faces _faces = new();

    public static TheoryData<int, bool> Cases
    {
        get
        {
            var cases = new TheoryData<int, bool>();
            for (var i = 0; i < Change.All.Count; i++)
            {
                cases.Add(i, true);
                if (Change.All[i].Name != "rotate")
                {
                    cases.Add(i, false);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Change_AnswerOfAnyWriteIsLost_ShardsEqualIdentities(int index, bool isEncrypted)
    {
        using var keys = new TestKeys(isEncrypted);
        var change = Change.All[index];
        var (before, photos) = await Prepare(keys, change);
        for (var writes = 0; writes < MaxWrites; writes++)
        {
            var storage = before.NextLife();
            var at = $"{change}, answer {writes} lost";
            storage.LoseAnswerAfter(writes);
            bool lost;
            await using (var grid = await FaultyGrid.Start(keys, storage, photos, change.Capacity))
            {
                await Try(() => change.Run(grid.People, _faces));
                lost = storage.HasLostAnswer;
                storage.LoseAnswerAfter(int.MaxValue);
                await grid.AssertShardsEqualIdentities(_faces.Own, at);

                // The same process continues: what it holds must agree with what the next process reads.
                Assert.False(await FaultyGrid.Answer(async () => await grid.People.Remove("alice") && await grid.People.Remove("alice")));
                await grid.AssertShardsEqualIdentities(_faces.Own, $"{at}, alice removed");
            }

            Assert.DoesNotContain("alice", storage.Everything, StringComparison.Ordinal);
            await using var next = await FaultyGrid.Start(keys, storage.NextLife(), photos, change.Capacity);
            await next.AssertShardsEqualIdentities(_faces.Own, $"{at}, next process");
            if (!lost)
            {
                return;
            }
        }

        Assert.Fail($"{change} never completed");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Change_AllWritesAreSlowerThanTheDoubtLimitThenDeath_ShardsEqualIdentities(int index, bool isEncrypted)
    {
        using var keys = new TestKeys(isEncrypted);
        var change = Change.All[index];
        var (before, photos) = await Prepare(keys, change);
        for (var writes = 0; writes < MaxWrites; writes++)
        {
            var storage = before.NextLife();
            var at = $"{change}, death before write {writes}";
            storage.DieAfter(writes);
            var finished = false;
            await using (var grid = await FaultyGrid.Start(keys, storage, photos, change.Capacity))
            {
                storage.SlowBy(async () =>
                {
                    // Several runs of the shards' maintenance, which asks the identities.
                    grid.Time.Advance(2 * FaultyGrid.DoubtLimit);
                    await Task.Delay(20);
                });
                finished = await Try(() => change.Run(grid.People, _faces)) && !storage.IsDead;
                storage.SlowBy(() => Task.CompletedTask);
            }

            var left = storage.NextLife();
            await using var next = await FaultyGrid.Start(keys, left, photos, change.Capacity);
            await next.AssertShardsEqualIdentities(_faces.Own, at);
            await FaultyGrid.Answer(() => next.People.Remove("alice"));
            await next.AssertShardsEqualIdentities(_faces.Own, $"{at}, alice removed");
            Assert.DoesNotContain("alice", left.Everything, StringComparison.Ordinal);
            if (finished)
            {
                return;
            }
        }

        Assert.Fail($"{change} never completed");
    }

    private static async Task<bool> Try(Func<Task> change)
    {
        try
        {
            await change();
            return true;
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            return false;
        }
    }

    private async Task<(MortalStorage Storage, MortalBlobs Photos)> Prepare(TestKeys keys, Change change)
    {
        var storage = new MortalStorage();
        var photos = new MortalBlobs(storage);
        var isRotated = change.Name == "rotate";
        using var none = new TestKeys(isOn: false);
        await using (var grid = await FaultyGrid.Start(isRotated ? none : keys, storage, photos, change.Capacity))
        {
            await change.Prepare(grid.People, _faces);
        }

        return (storage, photos);
    }
}
