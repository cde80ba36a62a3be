using System.Globalization;
using FaceGrid.Grains.Tests;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace FaceGrid.Silo.Tests.Storage;

public sealed class SqliteGrainStorageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;
    private readonly SqliteGrainStorage _storage;

    public SqliteGrainStorageTests()
    {
        _store = SqliteStore.Open(_folder["grains.db"]);
        _storage = new SqliteGrainStorage(_store, TimeProvider.System);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Write_ThenReadAnew_GivesEqualState()
    {
        var bytes = Enumerable.Range(0, 512).Select(i => (byte)(i * 7)).ToArray();
        var written = await Write("a", new Note { Text = "Zoë 東京 \0 \u2028", Bytes = bytes, Writes = 3 });

        var read = await Read("a");

        Assert.Equal(written.ETag, read.ETag);
        Assert.True(read.RecordExists);
        Assert.Equal("Zoë 東京 \0 \u2028", read.State!.Text);
        Assert.Equal(bytes, read.State!.Bytes);
        Assert.Equal(3, read.State!.Writes);
    }

    [Fact]
    public async Task Read_NoRecord_GivesNewState()
    {
        var state = new GrainState<Note>(new Note { Text = "left over" }, "feed") { RecordExists = true };
        await _storage.ReadStateAsync("note", Id("nobody"), state);
        Assert.Equal(("", null, false), (state.State!.Text, state.ETag, state.RecordExists));
    }

    [Fact]
    public async Task Write_TwoStatesOfOneGrain_AreApart()
    {
        await _storage.WriteStateAsync("one", Id("a"), new GrainState<Note>(new Note { Text = "1" }));
        await _storage.WriteStateAsync("two", Id("a"), new GrainState<Note>(new Note { Text = "2" }));
        var one = new GrainState<Note>(new Note());
        await _storage.ReadStateAsync("one", Id("a"), one);
        Assert.Equal("1", one.State!.Text);
    }

    [Fact]
    public async Task Write_StaleETag_ThrowsAndChangesNothing()
    {
        var mine = await Write("a", new Note { Text = "first" });
        var other = await Read("a");
        other.State = new Note { Text = "second" };
        await _storage.WriteStateAsync("note", Id("a"), other);
        var stale = mine.ETag;
        mine.State = new Note { Text = "third" };

        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("note", Id("a"), mine));

        Assert.Equal((other.ETag, stale), (error.StoredEtag, error.CurrentEtag));
        Assert.Equal(stale, mine.ETag);
        Assert.Equal("second", (await Read("a")).State!.Text);
    }

    [Fact]
    public async Task Write_NoETagWhereThereIsARecord_Throws()
    {
        await Write("a", new Note { Text = "first" });
        await Assert.ThrowsAsync<InconsistentStateException>(() => Write("a", new Note { Text = "second" }));
        Assert.Equal("first", (await Read("a")).State!.Text);
    }

    [Fact]
    public async Task Write_ETagWhereTheRecordWasCleared_Throws()
    {
        var mine = await Write("a", new Note());
        var other = await Read("a");
        await _storage.ClearStateAsync("note", Id("a"), other);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("note", Id("a"), mine));
        Assert.False((await Read("a")).RecordExists);
    }

    [Fact]
    public async Task Write_ClearedAndWrittenAnewByAnother_OldETagDoesNotFit()
    {
        var mine = await Write("a", new Note { Text = "old" });
        var other = await Read("a");
        await _storage.ClearStateAsync("note", Id("a"), other);
        await _storage.WriteStateAsync("note", Id("a"), other);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("note", Id("a"), mine));
    }

    [Fact]
    public async Task Clear_NoRecord_DoesNothing()
    {
        var state = new GrainState<Note>(new Note());
        await _storage.ClearStateAsync("note", Id("nobody"), state);
        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task Write_ManyGrainsAtOnce_AllAreThere()
    {
        const int Count = 2000;
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => Task.Run(() => Write(Key(i), new Note { Text = Key(i) }))));
        foreach (var i in Enumerable.Range(0, Count))
        {
            Assert.Equal(Key(i), (await Read(Key(i))).State!.Text);
        }

        static string Key(int i) => i.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Write_ManyToOneRecordAtOnce_OneOfEachVersionWins()
    {
        await Write("a", new Note());
        var wins = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                var state = await Read("a");
                state.State!.Writes++;
                try
                {
                    await _storage.WriteStateAsync("note", Id("a"), state);
                    Interlocked.Increment(ref wins);
                }
                catch (InconsistentStateException)
                {
                    // Somebody else was first: this attempt does not count.
                }
            }
        })));
        Assert.Equal(wins, (await Read("a")).State!.Writes);
    }

    [Fact]
    public async Task Write_ObjectChangedRightAfterTheCall_StoresWhatItWas()
    {
        var state = new GrainState<Note>(new Note { Text = "as it was" });
        var write = _storage.WriteStateAsync("note", Id("a"), state);
        state.State!.Text = "changed";
        await write;
        Assert.Equal("as it was", (await Read("a")).State!.Text);
    }

    [Fact]
    public async Task Write_DatabaseMayNotGrow_SaysFullAndChangesNothing()
    {
        await Write("a", new Note { Text = "small" });
        await _store.WriteAsync(session => session.Execute("PRAGMA max_page_count=1"));
        var state = await Read("a");
        state.State = new Note { Text = "large", Bytes = new byte[1 << 20] };

        var error = await Assert.ThrowsAsync<GrainStoreException>(() => _storage.WriteStateAsync("note", Id("a"), state));

        Assert.Equal($"{_store.Path}: the disk is full; nothing was changed", error.Message);
        Assert.Equal("small", (await Read("a")).State!.Text);

        // Once there is room again it goes on.
        await _store.WriteAsync(session => session.Execute("PRAGMA max_page_count=1000000"));
        await _storage.WriteStateAsync("note", Id("a"), state);
        Assert.Equal("large", (await Read("a")).State!.Text);
    }

    [Fact]
    public async Task Write_OneOfAGroupTooLarge_TheOthersAreWritten()
    {
        await _store.WriteAsync(session => session.Execute("PRAGMA max_page_count=200"));
        var large = Write("large", new Note { Bytes = new byte[1 << 20] });
        var small = Enumerable.Range(0, 50).Select(i => Write($"small{i}", new Note())).ToArray();
        await Assert.ThrowsAsync<GrainStoreException>(() => large);
        await Task.WhenAll(small);
        Assert.True((await Read("small49")).RecordExists);
    }

    [Fact]
    public async Task Read_PayloadIsNoJson_SaysWhichRecord()
    {
        await Write("a", new Note());
        await _store.WriteAsync(session => session.Execute("UPDATE state SET payload=x'00'"));
        var error = await Assert.ThrowsAsync<GrainStoreException>(() => Read("a"));
        Assert.Contains("'note' of grain test/a cannot be read as Note", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_WritesUnderWay_AreFinishedFirst()
    {
        var writes = Enumerable.Range(0, 200).Select(i => Write($"w{i}", new Note())).ToArray();
        _store.Dispose();
        await Task.WhenAll(writes);
        using var again = SqliteStore.Open(_store.Path);
        Assert.Equal(200L, await again.ReadAsync(session => session.Scalar("SELECT COUNT(*) FROM state")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Write("late", new Note()));
    }

    [Fact]
    public void Store_IsInWriteAheadModeAndSynchronous()
    {
        using var session = new SqliteSession(_store.Path, SqliteOpenMode.ReadWrite);
        Assert.Equal("wal", session.Scalar("PRAGMA journal_mode"));
        Assert.Equal(2L, session.Scalar("PRAGMA synchronous"));
    }

    private static GrainId Id(string key) => GrainId.Create("test", key);

    private async Task<GrainState<Note>> Write(string key, Note note)
    {
        var state = new GrainState<Note>(note);
        await _storage.WriteStateAsync("note", Id(key), state);
        return state;
    }

    private async Task<GrainState<Note>> Read(string key)
    {
        var state = new GrainState<Note>(new Note());
        await _storage.ReadStateAsync("note", Id(key), state);
        return state;
    }
}
