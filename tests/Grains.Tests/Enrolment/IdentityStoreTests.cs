using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Tests.Galleries;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Storage.Sqlite;

namespace FaceGrid.Grains.Tests.Enrolment;

public sealed class IdentityStoreTests : IDisposable
{
    private const string Owner = "default/anna";

    private static readonly GrainId Id = GrainId.Create("identity", Owner);

    private readonly TestKeys _file = new();
    private readonly MortalStorage _storage = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_Record_IsReadByTheNextActivation(bool isEncrypted)
    {
        var store = await Open(_storage, isEncrypted);
        await Enrol(store);

        var next = await Open(_storage.NextLife(), isEncrypted);

        Assert.Equal("anna.jpg", Assert.Single(next.Record!.Templates).Source);
        Assert.Equal(isEncrypted ? ProtectionState.Current : ProtectionState.Gone, next.Protection);
        Assert.Equal(isEncrypted, next.Key is not null);
        Assert.Equal(!isEncrypted, _storage.Everything.Contains("anna.jpg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_Fails_MemoryKeepsTheDurableRecord()
    {
        var store = await Open(_storage, isEncrypted: true);
        await Enrol(store);
        var durable = store.Record;
        _storage.FailNext(1);

        await Assert.ThrowsAsync<GrainStoreException>(() => store.Write(durable! with { Version = 2 }, store.Key));

        Assert.Same(durable, store.Record);
    }

    [Fact]
    public async Task Read_KeyErased_RecordIsUnreadableUntilItIsCleared()
    {
        var first = await Open(_storage, isEncrypted: true);
        await Enrol(first);
        await first.EraseKey();

        var store = await Open(_storage.NextLife(), isEncrypted: true);

        Assert.Null(store.Record);
        Assert.NotNull(store.Stored);
        Assert.Equal(GridError.ErasedIdentity, Assert.Throws<GridRequestException>(() => store.ThrowIfUnreadable()).Error);
        store.ThrowIfUnreadable(error => error is GridError.MissingKey);
        await store.Clear();
        store.ThrowIfUnreadable();
    }

    [Fact]
    public async Task Read_RemovalWasCommittedAndNotCompleted_KeyIsErased()
    {
        var store = await Open(_storage, isEncrypted: true);
        await Enrol(store);
        await store.MarkKeyForRemoval();
        await store.Clear();
        Assert.NotEmpty(_storage.Keys);

        var left = _storage.NextLife();
        await Open(left, isEncrypted: true);

        Assert.Empty(left.Keys);
    }

    [Fact]
    public async Task DropNewKey_EnrolmentAborted_KeyOfAnEnrolledPersonStays()
    {
        var store = await Open(_storage, isEncrypted: true);
        await store.DropNewKey(store.WriteKey(store.NextKey()));
        Assert.Empty(_storage.Keys);

        await Enrol(store);
        await store.DropNewKey(store.WriteKey(store.NextKey()));
        Assert.Contains("identity/default/anna|key", _storage.Keys);
    }

    [Fact]
    public async Task NextKey_NoKeyFileButAKeyStore_Throws()
    {
        var store = await Open(_storage, isEncrypted: true, encryption: false);

        Assert.Equal(GridError.MissingKey, Assert.Throws<GridRequestException>(() => store.NextKey()).Error);
        Assert.Equal(GridError.MissingKey, Assert.Throws<GridRequestException>(() => store.RequireEncryption()).Error);
    }

    private static async Task Enrol(IdentityStore store)
    {
        var encoding = TemplateBytes.FromEncoding(FakeEncoder.RandomEncoding(new Random(1)));
        var template = new Template(encoding, People.Model, null, DateTimeOffset.UnixEpoch, "anna.jpg");
        var key = store.NextKey();
        await store.WriteKey(key);
        await store.Write(new IdentityRecord("anna", 1, [template], [], default, default), key);
    }

    private async Task<IdentityStore> Open(MortalStorage storage, bool isEncrypted, bool encryption = true)
    {
        var state = await FakePersistentState<IdentityState>.Read(storage, Id, "identity");
        var store = new IdentityStore(
            new IdentityContext(Owner, Grains: null!, TimeProvider.System, write => write),
            state,
            async changed =>
            {
                state.State = changed;
                await state.WriteStateAsync();
            },
            isEncrypted ? new PersonKeyStore(storage, Id) : null,
            isEncrypted && encryption ? _file.Encryption : null);
        await store.Read();
        return store;
    }
}
