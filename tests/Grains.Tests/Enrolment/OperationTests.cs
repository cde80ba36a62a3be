using System.Text.Json.Nodes;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Enrolment;

/// <summary>Enrolments and removals that are repeated because their answer was lost (docs/adr/0011).</summary>
public sealed class OperationTests
{
    private const string AliceRecord = "identity/default/alice|identity";

    private readonly float[] _first;
    private readonly float[] _second;

    public OperationTests()
    {
        var random = new Random(21);
        (_first, _second) = (FakeEncoder.RandomEncoding(random), FakeEncoder.RandomEncoding(random));
    }

    [Fact]
    public async Task Enroll_RepeatedWithTheSameId_FirstReceiptAndNoSecondEffect()
    {
        var storage = new MortalStorage();
        EnrolmentReceipt receipt;
        await using (var grid = await PeopleGrid.Start(storage))
        {
            receipt = await grid.People.EnrollOnce("op-1", "alice", [_first]);
            Assert.Equal((1, 1, true), (receipt.Templates, receipt.Added, receipt.Joined));
            Assert.Equal(receipt, await grid.People.EnrollOnce("op-1", "alice", [_first]));

            // Also after another enrolment.
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
    public async Task Enroll_SameIdConcurrently_SameReceiptForAll()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => grid.People.EnrollOnce("op-1", "alice", [_first, _second])));
        Assert.Equal(receipts[0], Assert.Single(receipts.Distinct()));
        Assert.Equal((2, 2, true), (receipts[0].Templates, receipts[0].Added, receipts[0].Joined));
    }

    [Fact]
    public async Task Enroll_NothingNew_IsLogged()
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
    public async Task Enroll_SameIdOtherContent_IsRefusedAndChangesNothing()
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

        // An id is valid for one person.
        Assert.True((await grid.People.EnrollOnce("op-1", "bob", [_second])).Joined);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task EnrollAndRemove_InvalidId_AreRefused(string id)
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        await grid.People.Enroll("alice", _first);
        Func<Task>[] calls = [() => grid.People.EnrollOnce(id, "bob", [_second]), () => grid.People.RemoveOnce(id, "alice")];
        foreach (var call in calls)
        {
            Assert.Equal(GridError.InvalidRequest, (await Assert.ThrowsAsync<GridRequestException>(call)).Error);
        }

        Assert.NotNull(await grid.People.Get("alice"));
    }

    [Fact]
    public async Task Enroll_MoreThanTheLogKeeps_TheOldestIsRecognisedByItsContent()
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

    [Fact]
    public async Task Enroll_SameIdAfterARemoval_IsANewEnrolment()
    {
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        await grid.People.EnrollOnce("op-1", "alice", [_first]);
        Assert.True(await grid.People.RemoveOnce("op-2", "alice"));
        var receipt = await grid.People.EnrollOnce("op-1", "alice", [_first]);
        Assert.Equal((1, 1, true), (receipt.Templates, receipt.Added, receipt.Joined));
    }

    [Fact]
    public async Task Record_WithoutOperationLog_IsReadAndGetsOne()
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
    public async Task Record_OfAnEncryptedPerson_HasNoUnencryptedDigest()
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

    /// <summary>JSON escapes '+'.</summary>
    private static string Base64In(MortalStorage storage) => storage.Everything.Replace("\\u002B", "+", StringComparison.OrdinalIgnoreCase);

    private static (int Templates, int Added) Numbers(EnrolmentReceipt receipt) => (receipt.Templates, receipt.Added);
}
