using System.Runtime.InteropServices;
using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>The parts of a gallery shard over a storage, without a grain.</summary>
internal sealed class TestShard
{
    public const string Key = "default/lobby/0";

    private static readonly GrainId Id = GrainId.Create("galleryshard", Key);

    private TestShard(MortalStorage storage, FakePersistentState<ShardHeader> header, TimeProvider time)
    {
        Header = new ShardHeaderStore(header);
        Pages = new ShardPages(new ShardStores(Id, Key, storage, Keys: null, Encryption: null), Header, write => write);
        Entries = new ShardEntryTable(Pages, Index, Header, time);
    }

    public ShardHeaderStore Header { get; }

    public ShardPages Pages { get; }

    public ShardIndex Index { get; } = new();

    public ShardEntryTable Entries { get; }

    /// <summary>Reads a shard, as an activation does, without resolving its entries in doubt.</summary>
    public static async Task<TestShard> Activate(MortalStorage storage, TimeProvider? time = null)
    {
        var shard = new TestShard(storage, await FakePersistentState<ShardHeader>.Read(storage, Id, "shard"), time ?? TimeProvider.System);
        Assert.Empty(await shard.Pages.Load());
        shard.Index.Load(shard.Pages.Slots.Where(s => !s.IsInDoubt).Select(s => s.Entry));
        return shard;
    }

    public static ShardEntry Entry(string identity, long version = 1, int seed = 1) => new(
        identity, version, MemoryMarshal.AsBytes<float>(FakeEncoder.RandomEncoding(new Random(seed))).ToArray());

    /// <summary>Prepares and writes an entry, and commits it in memory.</summary>
    public async Task<ShardSlot> Add(string identity, bool isCommitted = true)
    {
        var slot = Entries.AddPrepared(People.Model, Entry(identity));
        await Pages.Write(slot.Page);
        if (isCommitted)
        {
            Entries.Commit(slot);
        }

        return slot;
    }
}
