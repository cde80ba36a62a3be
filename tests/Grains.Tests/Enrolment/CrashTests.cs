using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Enrolment;

/// <summary>A crash before each single write of a scenario, in turn; the next process must find a consistent state.</summary>
public sealed class CrashTests
{
    private const int MaxWrites = 60;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Enroll_CrashBeforeAnyWrite_AcknowledgedAreFoundAndOthersAreCompleteOrAbsent(bool isEncrypted)
    {
        var outcomes = await AtEveryWrite(
            scenario: async (people, faces, acknowledged) =>
            {
                foreach (var (name, encoding) in faces)
                {
                    await people.Enroll(name, encoding);
                    acknowledged.Add(name);
                }
            },
            people: 5,
            isEncrypted);

        // The scenario must have been interrupted at many different points, not only before the first or after the last write.
        Assert.True(outcomes.Distinct().Count() >= 5, string.Join(' ', outcomes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EnrollConcurrently_CrashBeforeAnyWrite_AcknowledgedAreFoundAndOthersAreCompleteOrAbsent(bool isEncrypted) =>
        await AtEveryWrite(
            scenario: (people, faces, acknowledged) => Task.WhenAll(faces.Select(async face =>
            {
                await people.Enroll(face.Key, face.Value);
                lock (acknowledged)
                {
                    acknowledged.Add(face.Key);
                }
            })),
            people: 8,
            isEncrypted);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Remove_CrashBeforeAnyWrite_PersonIsCompleteOrErased(bool isEncrypted)
    {
        using var keys = new TestKeys(isEncrypted);
        for (var writes = 0; writes < MaxWrites; writes++)
        {
            var random = new Random(7);
            var (alice, bob) = (FakeEncoder.RandomEncoding(random), FakeEncoder.RandomEncoding(random));
            var storage = new MortalStorage();
            await using (var setUp = await keys.Start(storage))
            {
                await setUp.People.Enroll("alice", alice, "lobby");
                await setUp.People.Enroll("alice", alice, "lab");
                await setUp.People.Enroll("bob", bob, "lobby");
            }

            storage = storage.NextLife();
            storage.DieAfter(writes);
            var removed = false;
            await using (var grid = await keys.Start(storage))
            {
                removed = await Survived(() => grid.People.Remove("alice"));
            }

            if (removed)
            {
                Assert.DoesNotContain("alice", storage.Everything);
            }

            var left = storage.NextLife();
            await using var next = await keys.Start(left);
            var known = await next.People.Get("alice") is not null;
            Assert.False(removed && known, $"removed but there after {writes} writes");
            foreach (var gallery in new[] { "lobby", "lab" })
            {
                Assert.Equal(known ? "alice" : null, (await next.People.Recognize(alice, gallery: gallery)).Identity);
                Assert.Equal(known, (await next.People.List(gallery)).Contains("alice"));
            }

            Assert.Equal("bob", (await next.People.Recognize(bob)).Identity);
            Assert.Equal(known && isEncrypted, left.Keys.Contains("identity/default/alice|key"));
            if (removed && !storage.IsDead)
            {
                return;
            }
        }

        Assert.Fail("the removal never completed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SecondPhoto_CrashBeforeAnyWrite_FirstPhotoStaysAndTemplatesAgree(bool isEncrypted)
    {
        using var keys = new TestKeys(isEncrypted);
        for (var writes = 0; writes < MaxWrites; writes++)
        {
            var random = new Random(8);
            var (first, second) = (FakeEncoder.RandomEncoding(random), FakeEncoder.RandomEncoding(random));
            var storage = new MortalStorage();
            await using (var setUp = await keys.Start(storage))
            {
                await setUp.People.Enroll("alice", first);
            }

            storage = storage.NextLife();
            storage.DieAfter(writes);
            bool added;
            await using (var grid = await keys.Start(storage))
            {
                added = await Survived(() => grid.People.Enroll("alice", second));
            }

            await using var next = await keys.Start(storage.NextLife());
            var templates = (await next.People.Get("alice"))!.Templates.Count;
            Assert.Equal("alice", (await next.People.Recognize(first)).Identity);
            Assert.Equal(templates == 2 ? "alice" : null, (await next.People.Recognize(second)).Identity);
            Assert.True(!added || templates == 2, $"acknowledged but lost after {writes} writes");
            if (added && !storage.IsDead)
            {
                return;
            }
        }

        Assert.Fail("the enrolment never completed");
    }

    /// <summary>Runs the scenario once for each crash point. Returns how many enrolments were acknowledged each time.</summary>
    private static async Task<List<int>> AtEveryWrite(
        Func<People, Dictionary<string, float[]>, List<string>, Task> scenario, int people, bool isEncrypted)
    {
        using var keys = new TestKeys(isEncrypted);
        var outcomes = new List<int>();
        for (var writes = 0; writes < MaxWrites; writes++)
        {
            var random = new Random(3);
            var faces = Enumerable.Range(0, people).ToDictionary(i => $"person-{i}", _ => FakeEncoder.RandomEncoding(random));
            var storage = new MortalStorage();
            storage.DieAfter(writes);
            var acknowledged = new List<string>();
            bool finished;
            await using (var grid = await keys.Start(storage))
            {
                finished = await Survived(() => scenario(grid.People, faces, acknowledged));
            }

            outcomes.Add(acknowledged.Count);
            var left = storage.NextLife();
            await using var next = await keys.Start(left);
            await AssertConsistent(next.People, faces, acknowledged);
            Assert.All(faces.Values, f => Assert.Equal(!isEncrypted, TestKeys.IsInTheClear(left, f)));
            if (finished && !storage.IsDead)
            {
                return outcomes;
            }
        }

        Assert.Fail("the scenario never completed");
        return outcomes;
    }

    private static async Task AssertConsistent(People people, Dictionary<string, float[]> faces, List<string> acknowledged)
    {
        var listed = await people.List();
        foreach (var (name, encoding) in faces)
        {
            var known = await people.Get(name) is not null;
            Assert.True(known || !acknowledged.Contains(name), $"{name} was acknowledged and is lost");
            Assert.Equal(known, listed.Contains(name));
            if (listed.Count > 0)
            {
                var answer = await people.Recognize(encoding);
                Assert.Equal(known ? (Outcome.Recognized, name) : (Outcome.NotRecognized, null), (answer.Outcome, answer.Identity));
                Assert.Equal(listed.Count, answer.Basis.GallerySize);
            }
        }

        // People who are absent can be enrolled.
        foreach (var (name, encoding) in faces)
        {
            await people.Enroll(name, encoding);
            Assert.Equal(name, (await people.Recognize(encoding)).Identity);
        }
    }

    private static async Task<bool> Survived(Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (Exception exception) when (exception.GetBaseException() is IOException)
        {
            return false;
        }
    }
}
