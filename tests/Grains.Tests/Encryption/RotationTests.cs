using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Encryption;

namespace FaceGrid.Grains.Tests.Encryption;

/// <summary>Rotation of the key-encryption key.</summary>
public sealed class RotationTests : IDisposable
{
    private static readonly string[] Names = ["anna", "bert", "cleo", "dora", "emil"];

    private readonly TestKeys _file = new();
    private readonly Dictionary<string, float[]> _faces =
        Names.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => FakeEncoder.RandomEncoding(new Random(20 + p.i)));
    private readonly MortalStorage _data = new();
    private readonly MortalStorage _keys = new();

    public RotationTests() => Enrol().GetAwaiter().GetResult();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Step_UntilDone_OnlyKeysAreRewrittenAndTheFormerKeyIsNotNeeded()
    {
        var newId = KeyFile.Rotate(_file.Path);
        var before = _data.Everything;
        await using (var grid = await Start(_data, _keys, _file.Open()))
        {
            var status = await grid.People.Rotation.Look();
            Assert.Equal((newId, 5, 5, 2, false), (status.Key, status.People, status.PeopleWaiting, status.PagesWaiting, status.IsDone));
            Assert.Equal(4, await grid.People.Rotation.Step(3, CancellationToken.None));
            Assert.Equal(0, await grid.People.Rotation.Step(3, CancellationToken.None));
            Assert.True((await grid.People.Rotation.Look()).IsDone);
            var writes = _keys.Writes;
            Assert.Equal(0, await grid.People.Rotation.Step(3, CancellationToken.None));
            Assert.Equal(writes, _keys.Writes);
        }

        Assert.Equal(before, _data.Everything);
        Assert.DoesNotContain(_file.FirstId, _keys.Everything, StringComparison.Ordinal);
        DropFormer();
        await AssertAllThere(_data.NextLife(), _keys.NextLife(), _file.Open());
    }

    [Fact]
    public async Task Step_CrashBeforeAnyWrite_AllPeopleAreReadableAndTheRotationCompletes()
    {
        KeyFile.Rotate(_file.Path);
        var encryption = _file.Open();
        for (var writes = 0; ; writes++)
        {
            var (someData, someKeys) = (_data.NextLife(), _keys.NextLife());
            someKeys.DieAfter(writes);
            await using (var grid = await Start(someData, someKeys, encryption))
            {
                try
                {
                    while (await grid.People.Rotation.Step(2, CancellationToken.None) > 0)
                    {
                    }

                    break;
                }
                catch (Exception exception) when (exception.GetBaseException() is IOException)
                {
                    Assert.True(writes < 60, "the rotation never completed");
                }
            }

            var (nextData, nextKeys) = (someData.NextLife(), someKeys.NextLife());
            await AssertAllThere(nextData, nextKeys, encryption);
            await using var next = await Start(nextData, nextKeys, encryption);
            while (await next.People.Rotation.Step(100, CancellationToken.None) > 0)
            {
            }

            Assert.DoesNotContain(_file.FirstId, nextKeys.Everything, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Enroll_DuringTheRotation_NewKeysAreUnderTheNewKey()
    {
        var newId = KeyFile.Rotate(_file.Path);
        await using (var grid = await Start(_data, _keys, _file.Open()))
        {
            await grid.People.Enroll("anna", FakeEncoder.RandomEncoding(new Random(60)));
            await grid.People.Enroll("fritz", FakeEncoder.RandomEncoding(new Random(61)));

            // The write of fritz's key rewrote the keys page under the new key-encryption key.
            Assert.Equal((6, 4, 1), await Counts(grid));
        }

        Assert.Contains(newId, _keys["identity/default/fritz|key"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_KeyFileWithoutTheKey_NamesItAndChangesNothing()
    {
        DropFormer(KeyFile.Rotate(_file.Path));
        await AssertLocked(_keys, _file.Open(), $"'{_file.FirstId}', which the key file does not have");
    }

    [Fact]
    public async Task AnyCall_NoKeyFile_NamesTheKeyAndChangesNothing() =>
        await AssertLocked(_keys, null, $"'{_file.FirstId}', and no key file is given");

    [Fact]
    public async Task AnyCall_NoKeyFileAndNoKeyStore_ThrowsAndChangesNothing() =>
        await AssertLocked(null, null, "the store of keys and the key file are not given");

    [Fact]
    public async Task Rotation_NoKeyFile_Refused()
    {
        await using var grid = await Start(_data, _keys, null);
        var error = await Assert.ThrowsAsync<GridRequestException>(() => grid.People.Rotation.Step(1, CancellationToken.None));
        Assert.Equal(GridError.MissingKey, error.Error);
    }

    private static async Task<(int People, int Waiting, int Pages)> Counts(PeopleGrid grid)
    {
        var status = await grid.People.Rotation.Look();
        return (status.People, status.PeopleWaiting, status.PagesWaiting);
    }

    private static Task<PeopleGrid> Start(MortalStorage data, MortalStorage? keys, IKeyEncryption? encryption) =>
        PeopleGrid.Start(data, keys, encryption);

    private async Task AssertLocked(MortalStorage? someKeys, IKeyEncryption? encryption, string reason)
    {
        var before = (_data.Everything, _keys.Everything);
        await using (var grid = await Start(_data, someKeys, encryption))
        {
            var stranger = FakeEncoder.RandomEncoding(new Random(99));
            Func<Task>[] calls =
            [
                () => grid.People.Recognize(_faces["anna"]),
                () => grid.People.List(),
                () => grid.People.Get("anna"),
                () => grid.People.Verify("bert", _faces["bert"]),
                () => grid.People.Remove("cleo"),
                () => grid.People.Enroll("anna", stranger),
                () => grid.People.Enroll("stranger", stranger),
            ];
            foreach (var call in calls)
            {
                var error = await Assert.ThrowsAsync<GridRequestException>(call);
                Assert.Equal(GridError.MissingKey, error.Error);
                var expected = error.Subject == "identity 'stranger'" ? "no key file is given" : reason;
                Assert.Contains(expected, error.Message, StringComparison.Ordinal);
                Assert.Contains("nothing was changed", error.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(before.Item1, _data.Everything);
        Assert.DoesNotContain("stranger", _data.Everything, StringComparison.Ordinal);
        Assert.Equal(before.Item2, _keys.Everything);
    }

    private async Task AssertAllThere(MortalStorage someData, MortalStorage someKeys, IKeyEncryption encryption)
    {
        await using var grid = await Start(someData, someKeys, encryption);
        foreach (var (name, face) in _faces)
        {
            Assert.Equal(name, (await grid.People.Recognize(face)).Identity);
            Assert.True((await grid.People.Verify(name, face)).IsVerified);
        }

        Assert.Equal("anna", (await grid.People.Recognize(_faces["anna"], gallery: "lab")).Identity);
        Assert.Empty(await grid.People.Unreadable());
    }

    /// <summary>Only the newest key stays in the file.</summary>
    private void DropFormer(string? newest = null)
    {
        var lines = File.ReadAllLines(_file.Path);
        var kept = lines.First(l => newest is null ? l.Length > 0 && l[0] != '#' : l.StartsWith(newest, StringComparison.Ordinal));
        File.WriteAllText(_file.Path, kept + "\n");
    }

    private async Task Enrol()
    {
        await using var grid = await Start(_data, _keys, _file.Encryption);
        foreach (var (name, face) in _faces)
        {
            await grid.People.Enroll(name, face);
        }

        await grid.People.Enroll("anna", _faces["anna"], "lab");
    }
}
