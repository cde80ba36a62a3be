using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Encryption;

/// <summary>A removal erases the key, so that a restored backup of the data does not restore the person.</summary>
public sealed class ErasureTests : IDisposable
{
    private static readonly float[] Alice = FakeEncoder.RandomEncoding(new Random(1));
    private static readonly float[] Bob = FakeEncoder.RandomEncoding(new Random(2));

    private readonly TestKeys _file = new();
    private readonly MortalStorage _backup;
    private readonly MortalStorage _keys;
    private readonly MortalBlobs _blobs;

    public ErasureTests()
    {
        // Enrolled, backed up, removed.
        var data = new MortalStorage();
        (_keys, _blobs) = (new MortalStorage(), new MortalBlobs(data));
        _backup = EnrollBackUpRemove(data).GetAwaiter().GetResult();
    }

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Remove_DataRestored_PersonIsUnreadableAndOthersAreFound()
    {
        await using var grid = await Start(_backup);
        var gone = await grid.People.Recognize(Alice);
        Assert.Equal((Outcome.NotRecognized, null, 1), (gone.Outcome, gone.Identity, gone.Basis.GallerySize));
        Assert.Equal("bob", (await grid.People.Recognize(Bob)).Identity);
        Assert.Equal(["bob"], await grid.People.List());
        foreach (var question in new Func<Task>[] { () => grid.People.Get("alice"), () => grid.People.Verify("alice", Alice) })
        {
            var error = await Assert.ThrowsAsync<GridRequestException>(question);
            Assert.Equal(GridError.ErasedIdentity, error.Error);
            Assert.StartsWith("identity 'alice': was erased", error.Message, StringComparison.Ordinal);
        }

        var entry = Assert.Single(await grid.People.Unreadable());
        Assert.Equal(("alice", GridError.ErasedIdentity), (entry.Identity, entry.Error));
        Assert.Contains("alice", _backup.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_DataRestoredThenRemoved_NoDataRemains()
    {
        await using (var grid = await Start(_backup))
        {
            Assert.True(await grid.People.Remove("alice"));
            Assert.Null(await grid.People.Get("alice"));
            Assert.Empty(await grid.People.Unreadable());
            Assert.False(await grid.People.Remove("alice"));
        }

        Assert.DoesNotContain("alice", _backup.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enroll_DataRestored_PersonIsNewWithANewKey()
    {
        await using (var grid = await Start(_backup))
        {
            var other = FakeEncoder.RandomEncoding(new Random(3));
            Assert.Equal(1, (await grid.People.Enroll("alice", other)).Templates);
            Assert.Equal("alice", (await grid.People.Recognize(other)).Identity);
            Assert.Equal(Outcome.NotRecognized, (await grid.People.Recognize(Alice)).Outcome);
            Assert.Single((await grid.People.Get("alice"))!.Templates);
        }

        await using var next = await Start(_backup.NextLife());
        Assert.Equal(["alice", "bob"], (await next.People.List()).Order(StringComparer.Ordinal));
        Assert.Empty(await next.People.Unreadable());
    }

    [Fact]
    public async Task Get_DataOlderThanThePerson_KeyIsKept()
    {
        // Data older than bob's enrolment is restored by mistake and read: that must not erase bob's key.
        await using (var grid = await Start(new MortalStorage()))
        {
            Assert.Null(await grid.People.Get("bob"));
        }

        await using var right = await Start(_backup);
        Assert.Equal("bob", (await right.People.Recognize(Bob)).Identity);
        Assert.NotNull(await right.People.Get("bob"));
    }

    private async Task<MortalStorage> EnrollBackUpRemove(MortalStorage data)
    {
        await using var grid = await Start(data);
        await grid.People.EnrollAndKeep("alice", [Alice]);
        await grid.People.Enroll("bob", Bob);
        var backup = data.NextLife();
        Assert.True(await grid.People.Remove("alice"));
        Assert.DoesNotContain("alice", data.Everything + _keys.Everything, StringComparison.Ordinal);
        return backup;
    }

    private Task<PeopleGrid> Start(MortalStorage data) => PeopleGrid.Start(data, _keys, _file.Encryption, blobs: _blobs);
}
