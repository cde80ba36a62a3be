using System.Text.Json.Nodes;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Encryption;

/// <summary>Altered stores: data that does not belong to its place is refused by name and never used.</summary>
public sealed class TamperTests : IDisposable
{
    private const string Page = "galleryshard/default/lobby/0|page-0";
    private const string Keys = "galleryshard/default/lobby/0|keys-0";
    private const string AliceRecord = "identity/default/alice|identity";
    private const string BobRecord = "identity/default/bob|identity";

    private static readonly float[] Alice = FakeEncoder.RandomEncoding(new Random(1));
    private static readonly float[] Bob = FakeEncoder.RandomEncoding(new Random(2));

    private readonly TestKeys _file = new();
    private readonly MortalStorage _storage = new();

    public TamperTests() => Enrol().GetAwaiter().GetResult();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Page_BitFlipped_EntryIsRestoredFromTheIdentity()
    {
        var before = _storage[Page];
        _storage[Page] = Edit(before, page => Flip(Entry(page, "alice"), "Sealed"));
        await using (var grid = await _file.Start(_storage))
        {
            Assert.Equal("alice", (await grid.People.Recognize(Alice)).Identity);
            Assert.Equal("bob", (await grid.People.Recognize(Bob)).Identity);
            Assert.Empty(await grid.People.Unreadable());
        }
    }

    [Fact]
    public async Task PageAndRecord_BitFlipped_PersonIsRefusedByNameAndOthersAreFound()
    {
        _storage[Page] = Edit(_storage[Page], page => Flip(Entry(page, "alice"), "Sealed"));
        _storage[AliceRecord] = Edit(_storage[AliceRecord], state => Flip(Template(state), "Encoding"));
        await using (var grid = await _file.Start(_storage))
        {
            var entry = Assert.Single(await grid.People.Unreadable());
            Assert.Equal(("alice", GridError.DamagedRecord), (entry.Identity, entry.Error));
            Assert.Equal(Outcome.NotRecognized, (await grid.People.Recognize(Alice)).Outcome);
            Assert.Equal("bob", (await grid.People.Recognize(Bob)).Identity);
            await AssertDamaged("alice", () => grid.People.Get("alice"));
            await AssertDamaged("alice", () => grid.People.Enroll("alice", Alice));
            Assert.True(await grid.People.Remove("alice"));
        }

        Assert.DoesNotContain("alice", _storage.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_Swapped_NeitherIsUsed()
    {
        (_storage[AliceRecord], _storage[BobRecord]) = (_storage[BobRecord], _storage[AliceRecord]);
        await using var grid = await _file.Start(_storage);
        await AssertDamaged("alice", () => grid.People.Get("alice"));
        await AssertDamaged("bob", () => grid.People.Verify("bob", Alice));
    }

    [Fact]
    public async Task RecordsAndKeys_Swapped_NeitherIsUsed()
    {
        const string AliceKey = "identity/default/alice|key", BobKey = "identity/default/bob|key";
        (_storage[AliceRecord], _storage[BobRecord]) = (_storage[BobRecord], _storage[AliceRecord]);
        (_storage[AliceKey], _storage[BobKey]) = (_storage[BobKey], _storage[AliceKey]);
        await using var grid = await _file.Start(_storage);
        await AssertDamaged("alice", () => grid.People.Get("alice"));
        await AssertDamaged("bob", () => grid.People.Get("bob"));
    }

    [Fact]
    public async Task Page_PeopleSwapped_CopiesAreRestoredAndNoOneIsConfused()
    {
        _storage[Page] = _storage[Page]
            .Replace("\"alice\"", "\"x\"", StringComparison.Ordinal)
            .Replace("\"bob\"", "\"alice\"", StringComparison.Ordinal)
            .Replace("\"x\"", "\"bob\"", StringComparison.Ordinal);
        await using var grid = await _file.Start(_storage);
        Assert.Equal("alice", (await grid.People.Recognize(Alice)).Identity);
        Assert.Equal("bob", (await grid.People.Recognize(Bob)).Identity);
    }

    [Fact]
    public async Task KeysPage_BitFlipped_IsRestoredFromTheIdentities()
    {
        _storage[Keys] = Edit(_storage[Keys], page => Flip(page.AsObject(), "Box"));
        await using (var grid = await _file.Start(_storage))
        {
            Assert.Equal("alice", (await grid.People.Recognize(Alice)).Identity);
            Assert.Equal("bob", (await grid.People.Recognize(Bob)).Identity);
            await grid.People.Enroll("carol", FakeEncoder.RandomEncoding(new Random(5)));
        }

        // The shard's own copies are intact again: it does not need to read the identities.
        _storage[AliceRecord] = Edit(_storage[AliceRecord], state => Flip(Template(state), "Encoding"));
        await using var next = await _file.Start(_storage.NextLife());
        Assert.Equal("alice", (await next.People.Recognize(Alice)).Identity);
        Assert.Empty(await next.People.Unreadable());
    }

    [Fact]
    public async Task PageAndKeys_CopiedToAnotherGallery_NoOneIsFoundThere()
    {
        const string Lab = "galleryshard/default/lab/0";
        await using (var grid = await _file.Start(_storage))
        {
            await grid.People.Enroll("carol", FakeEncoder.RandomEncoding(new Random(4)), "lab");
        }

        _storage[$"{Lab}|page-0"] = _storage[Page];
        _storage[$"{Lab}|keys-0"] = _storage[Keys];
        await using var next = await _file.Start(_storage.NextLife());
        Assert.Equal(Outcome.NotRecognized, (await next.People.Recognize(Alice, gallery: "lab")).Outcome);
        Assert.Empty(await next.People.List("lab"));
    }

    [Fact]
    public async Task Record_ModelVersionChanged_IsNotUsed()
    {
        _storage[AliceRecord] = Edit(_storage[AliceRecord], state => Template(state)["ModelVersion"] = People.NextModel);
        await using var grid = await _file.Start(_storage);
        await AssertDamaged("alice", () => grid.People.Get("alice"));
    }

    private static async Task AssertDamaged(string name, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<GridRequestException>(call);
        Assert.Equal(GridError.DamagedRecord, error.Error);
        Assert.StartsWith($"identity '{name}': ", error.Message, StringComparison.Ordinal);
    }

    private static string Edit(string json, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(json)!;
        change(node);
        return node.ToJsonString();
    }

    private static JsonObject Entry(JsonNode page, string identity) =>
        page["Entries"]!.AsArray().Single(e => (string?)e!["Entry"]!["Identity"] == identity)!.AsObject();

    private static JsonObject Template(JsonNode state) => state["Record"]!["Templates"]![0]!.AsObject();

    /// <summary>Flips one bit of the ciphertext.</summary>
    private static void Flip(JsonObject of, string member)
    {
        var bytes = Convert.FromBase64String((string)of[member]!);
        bytes[bytes.Length / 2] ^= 4;
        of[member] = Convert.ToBase64String(bytes);
    }

    private async Task Enrol()
    {
        await using var grid = await _file.Start(_storage);
        await grid.People.Enroll("alice", Alice);
        await grid.People.Enroll("bob", Bob);
    }
}
