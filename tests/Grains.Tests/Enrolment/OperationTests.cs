using System.Text.Json.Nodes;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Enrolment;

/// <summary>Enrolments and removals that are asked for again, because nobody heard the answer.</summary>
public sealed class OperationTests
{
    private const int MaxWrites = 60;

    private const string AliceRecord = "identity/default/alice|identity";

    private readonly float[] _first;
    private readonly float[] _second;

    public OperationTests()
    {
        var random = new Random(21);
        (_first, _second) = (FakeEncoder.RandomEncoding(random), FakeEncoder.RandomEncoding(random));
    }

    [Fact]
    public async Task Enroll_AgainWithTheSameId_FirstAnswerAndNothingDoneTwice()
    {
        var storage = new MortalStorage();
        EnrolmentReceipt receipt;
        await using (var grid = await PeopleGrid.Start(storage))
        {
            receipt = await grid.People.EnrollOnce("op-1", "alice", [_first]);
            Assert.Equal((1, 1, true), (receipt.Templates, receipt.Added, receipt.Joined));
            Assert.Equal(receipt, await grid.People.EnrollOnce("op-1", "alice", [_first]));

            // Whatever came between.
            var other = await grid.People.EnrollOnce("op-2", "alice", [_second], "lab");
            Assert.Equal((2, 1, true), (other.Templates, other.Added, other.Joined));
            var writes = storage.Writes;
            Assert.Equal(receipt, await grid.People.EnrollOnce("op-1", "alice", [_first]));
            Assert.Equal(other, await grid.People.EnrollOnce("op-2", "alice", [_second], "lab"));
            Assert.Equal(writes, storage.Writes);
        }

        await using var next = await PeopleGrid.Start(storage.NextLife());
        Assert.Equal(receipt, await next.People.EnrollOnce("op-1", "alice", [_first]));
        Assert.Equal(2, (await next.People.Get("alice"))!.Templates.Count);
    }

    [Fact]
    public async Task Enroll_SameIdManyAtOnce_OneAnswerForAll()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => grid.People.EnrollOnce("op-1", "alice", [_first, _second])));
        Assert.Equal(receipts[0], Assert.Single(receipts.Distinct()));
        Assert.Equal((2, 2, true), (receipts[0].Templates, receipts[0].Added, receipts[0].Joined));
    }

    [Fact]
    public async Task Enroll_NothingNewInIt_IsRememberedAllTheSame()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        await grid.People.Enroll("alice", _first);
        var receipt = await grid.People.EnrollOnce("op-1", "alice", [_first]);
        Assert.Equal((1, 0, false), (receipt.Templates, receipt.Added, receipt.Joined));
        await grid.People.Enroll("alice", _second);
        Assert.Equal(receipt, await grid.People.EnrollOnce("op-1", "alice", [_first]));
        Assert.Equal("alice", (await grid.People.Recognize(_second)).Identity);
    }

    [Fact]
    public async Task Enroll_SameIdForSomethingElse_IsRefusedAndChangesNothing()
    {
        var storage = new MortalStorage();
        await using var grid = await PeopleGrid.Start(storage);
        await grid.People.EnrollOnce("op-1", "alice", [_first]);
        var writes = storage.Writes;
        foreach (var other in new Func<Task>[]
        {
            () => grid.People.EnrollOnce("op-1", "alice", [_second]),
            () => grid.People.EnrollOnce("op-1", "alice", [_first, _second]),
            () => grid.People.EnrollOnce("op-1", "alice", [_first], "lab"),
            () => grid.People.EnrollOnce("op-1", "alice", [_first], keepPhotos: true),
            () => grid.People.RemoveOnce("op-1", "alice"),
        })
        {
            var refused = await Assert.ThrowsAsync<GridRequestException>(other);
            Assert.Equal((GridError.InvalidRequest, "operation 'op-1'"), (refused.Error, refused.Subject));
        }

        Assert.Equal(writes, storage.Writes);

        // An id is one person's.
        Assert.True((await grid.People.EnrollOnce("op-1", "bob", [_second])).Joined);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task EnrollAndRemove_IdThatIsNone_AreRefused(string id)
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        await grid.People.Enroll("alice", _first);
        Assert.Equal(GridError.InvalidRequest, (await Assert.ThrowsAsync<GridRequestException>(() => grid.People.EnrollOnce(id, "bob", [_second]))).Error);
        Assert.Equal(GridError.InvalidRequest, (await Assert.ThrowsAsync<GridRequestException>(() => grid.People.RemoveOnce(id, "alice"))).Error);
        Assert.NotNull(await grid.People.Get("alice"));
    }

    [Fact]
    public async Task Enroll_MoreThanARecordRemembers_TheOldestIsToldByItsContent()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        await grid.People.EnrollOnce("op-0", "alice", [_first]);
        for (var i = 1; i <= PersonOperation.Kept; i++)
        {
            await grid.People.EnrollOnce($"op-{i}", "alice", [_second]);
        }

        Assert.Equal(PersonOperation.Kept, (await grid.People.Get("alice"))!.Operations!.Count);
        Assert.Equal((2, 1), Numbers(await grid.People.EnrollOnce("op-1", "alice", [_second])));
        Assert.Equal((2, 0), Numbers(await grid.People.EnrollOnce("op-0", "alice", [_first])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Enroll_DiesBeforeAnyWriteAndIsAskedAgain_DoneOnceWithTheFirstAnswer(bool isEncrypted)
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
            EnrolmentReceipt? heard = null;
            await using (var grid = await keys.Start(storage))
            {
                heard = await Answered(() => grid.People.EnrollOnce("op-2", "alice", [_second], "lab"));
            }

            var left = storage.NextLife();
            await using var next = await keys.Start(left);
            var told = await next.People.EnrollOnce("op-2", "alice", [_second], "lab");
            Assert.Equal((2, 1, true), (told.Templates, told.Added, told.Joined));
            Assert.True(heard is null || heard == told, $"{heard} is not {told}");
            Assert.Equal((1, 1), Numbers(await next.People.EnrollOnce("op-1", "alice", [_first])));
            Assert.Equal(2, (await next.People.Get("alice"))!.Templates.Count);
            Assert.Equal("alice", (await next.People.Recognize(_second, gallery: "lab")).Identity);
            Assert.Equal("alice", (await next.People.Recognize(_second)).Identity);
            Assert.Equal(["alice"], await next.People.List("lab"));
            if (heard is not null && !storage.IsDead)
            {
                return;
            }
        }

        Assert.Fail("the enrolment never came to its end");
    }

    [Fact]
    public async Task Enroll_OfANewPersonDiesBeforeAnyWriteAndIsAskedAgain_JoinedOnce()
    {
        for (var writes = 0; writes < MaxWrites; writes++)
        {
            var storage = new MortalStorage();
            storage.DieAfter(writes);
            EnrolmentReceipt? heard;
            await using (var grid = await PeopleGrid.Start(storage))
            {
                heard = await Answered(() => grid.People.EnrollOnce("op-1", "alice", [_first]));
            }

            await using var next = await PeopleGrid.Start(storage.NextLife());
            var told = await next.People.EnrollOnce("op-1", "alice", [_first]);
            Assert.Equal((1, 1, true), (told.Templates, told.Added, told.Joined));
            Assert.True(heard is null || heard == told, $"{heard} is not {told}");
            Assert.Equal(["alice"], await next.People.List());
            if (heard is not null && !storage.IsDead)
            {
                return;
            }
        }

        Assert.Fail("the enrolment never came to its end");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Remove_DiesBeforeAnyWriteAndIsAskedAgain_NothingOfThePersonStays(bool isEncrypted)
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
            bool? heard;
            await using (var grid = await keys.Start(storage))
            {
                heard = await Answered<bool?>(async () => await grid.People.RemoveOnce("op-3", "alice"));
            }

            Assert.NotEqual(false, heard);
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
            if (heard == true && !storage.IsDead)
            {
                return;
            }
        }

        Assert.Fail("the removal never came to its end");
    }

    [Fact]
    public async Task Enroll_AgainAfterARemoval_IsANewEnrolment()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        await grid.People.EnrollOnce("op-1", "alice", [_first]);
        Assert.True(await grid.People.RemoveOnce("op-2", "alice"));
        var receipt = await grid.People.EnrollOnce("op-1", "alice", [_first]);
        Assert.Equal((1, 1, true), (receipt.Templates, receipt.Added, receipt.Joined));
    }

    [Fact]
    public async Task Record_FromBeforeThereWereOperations_IsReadAndRemembersFromThenOn()
    {
        var storage = new MortalStorage();
        await using (var before = await PeopleGrid.Start(storage))
        {
            await before.People.EnrollOnce("op-1", "alice", [_first]);
        }

        var state = JsonNode.Parse(storage[AliceRecord])!;
        Assert.True(state["Record"]!.AsObject().Remove("Operations"));
        storage[AliceRecord] = state.ToJsonString();
        await using var grid = await PeopleGrid.Start(storage.NextLife());
        Assert.Null((await grid.People.Get("alice"))!.Operations);
        var receipt = await grid.People.EnrollOnce("op-2", "alice", [_second]);
        Assert.Equal((2, 1), Numbers(receipt));
        Assert.Equal(receipt, await grid.People.EnrollOnce("op-2", "alice", [_second]));
    }

    [Fact]
    public async Task Record_OfAnEncryptedPerson_HasNoDigestInTheClear()
    {
        var (open, encrypted) = (new MortalStorage(), new MortalStorage());
        using var keys = new TestKeys();
        await using var grid = await keys.Start(encrypted);
        await grid.People.EnrollOnce("op-1", "alice", [_first]);
        await using var plain = await PeopleGrid.Start(open);
        await plain.People.EnrollOnce("op-1", "alice", [_first]);
        var digest = (await plain.People.Get("alice"))!.Operations![0].Content;
        Assert.Equal(digest, (await grid.People.Get("alice"))!.Operations![0].Content);
        Assert.Contains(Convert.ToBase64String(digest), Base64In(open), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(digest), Base64In(encrypted), StringComparison.Ordinal);
    }

    /// <summary>JSON writes '+' as an escape.</summary>
    private static string Base64In(MortalStorage storage) => storage.Everything.Replace("\\u002B", "+", StringComparison.OrdinalIgnoreCase);

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
