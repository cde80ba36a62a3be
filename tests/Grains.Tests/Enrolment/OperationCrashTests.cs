using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Enrolment;

/// <summary>
/// A crash before each single write of an enrolment or removal, in turn, which is then repeated with the same operation id.
/// </summary>
public sealed class OperationCrashTests
{
    private const int MaxWrites = 60;

    private readonly float[] _first;
    private readonly float[] _second;

    public OperationCrashTests()
    {
        var random = new Random(21);
        (_first, _second) = (FakeEncoder.RandomEncoding(random), FakeEncoder.RandomEncoding(random));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Enroll_CrashBeforeAnyWriteThenRepeated_OneEffectAndTheFirstReceipt(bool isEncrypted)
    {
        using var keys = new TestKeys(isEncrypted);
        for (var writes = 0; writes < MaxWrites; writes++)
        {
            var storage = new MortalStorage();
            await using (var setUp = await keys.Start(storage))
            {
                await setUp.People.EnrollOnce("op-1", "alice", [_first]);
            }

            storage = storage.NextLife();
            storage.DieAfter(writes);
            EnrolmentReceipt? received = null;
            await using (var grid = await keys.Start(storage))
            {
                received = await Answered(() => grid.People.EnrollOnce("op-2", "alice", [_second], "lab"));
            }

            var left = storage.NextLife();
            await using var next = await keys.Start(left);
            var repeated = await next.People.EnrollOnce("op-2", "alice", [_second], "lab");
            Assert.Equal((2, 1, true), (repeated.Templates, repeated.Added, repeated.Joined));
            Assert.True(received is null || received == repeated, $"{received} is not {repeated}");
            Assert.Equal((1, 1), Numbers(await next.People.EnrollOnce("op-1", "alice", [_first])));
            Assert.Equal(2, (await next.People.Get("alice"))!.Templates.Count);
            Assert.Equal("alice", (await next.People.Recognize(_second, gallery: "lab")).Identity);
            Assert.Equal("alice", (await next.People.Recognize(_second)).Identity);
            Assert.Equal(["alice"], await next.People.List("lab"));
            if (received is not null && !storage.IsDead)
            {
                return;
            }
        }

        Assert.Fail("the enrolment never completed");
    }

    [Fact]
    public async Task Enroll_NewPersonCrashBeforeAnyWriteThenRepeated_JoinsOnce()
    {
        for (var writes = 0; writes < MaxWrites; writes++)
        {
            var storage = new MortalStorage();
            storage.DieAfter(writes);
            EnrolmentReceipt? received;
            await using (var grid = await PeopleGrid.Start(storage))
            {
                received = await Answered(() => grid.People.EnrollOnce("op-1", "alice", [_first]));
            }

            await using var next = await PeopleGrid.Start(storage.NextLife());
            var repeated = await next.People.EnrollOnce("op-1", "alice", [_first]);
            Assert.Equal((1, 1, true), (repeated.Templates, repeated.Added, repeated.Joined));
            Assert.True(received is null || received == repeated, $"{received} is not {repeated}");
            Assert.Equal(["alice"], await next.People.List());
            if (received is not null && !storage.IsDead)
            {
                return;
            }
        }

        Assert.Fail("the enrolment never completed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Remove_CrashBeforeAnyWriteThenRepeated_NoDataRemains(bool isEncrypted)
    {
        using var keys = new TestKeys(isEncrypted);
        for (var writes = 0; writes < MaxWrites; writes++)
        {
            var storage = new MortalStorage();
            await using (var setUp = await keys.Start(storage))
            {
                await setUp.People.EnrollOnce("op-1", "alice", [_first]);
                await setUp.People.EnrollOnce("op-2", "bob", [_second]);
            }

            storage = storage.NextLife();
            storage.DieAfter(writes);
            bool? received;
            await using (var grid = await keys.Start(storage))
            {
                received = await Answered<bool?>(async () => await grid.People.RemoveOnce("op-3", "alice"));
            }

            Assert.NotEqual(false, received);
            var left = storage.NextLife();
            await using (var next = await keys.Start(left))
            {
                await next.People.RemoveOnce("op-3", "alice");
                Assert.False(await next.People.RemoveOnce("op-3", "alice"));
                Assert.Equal(["bob"], await next.People.List());
            }

            Assert.DoesNotContain("alice", left.Everything, StringComparison.Ordinal);
            Assert.DoesNotContain("op-1", left.Everything, StringComparison.Ordinal);
            Assert.DoesNotContain("op-3", left.Everything, StringComparison.Ordinal);
            if (received == true && !storage.IsDead)
            {
                return;
            }
        }

        Assert.Fail("the removal never completed");
    }

    private static (int Templates, int Added) Numbers(EnrolmentReceipt receipt) => (receipt.Templates, receipt.Added);

    private static async Task<T?> Answered<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (exception.GetBaseException() is IOException)
        {
            return default;
        }
    }
}
