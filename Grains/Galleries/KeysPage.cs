using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Storage;
using Orleans.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>The keys of one page's people and their place in the store of keys (state <c>keys-0</c>, <c>keys-1</c> … of the shard grain).</summary>
internal sealed class KeysPage
{
    private readonly IGrainStorage storage;
    private readonly GrainId grainId;
    private readonly string stateName;
    private readonly Func<Dictionary<string, WrappedKey>> wanted;
    private readonly GrainState<KeysPageState> stored = new() { State = new KeysPageState() };
    private readonly CoalescedWrite writer;
    private Dictionary<string, WrappedKey> durable = [];

    public KeysPage(int number, IGrainStorage storage, GrainId grainId, Func<Dictionary<string, WrappedKey>> wanted)
    {
        this.storage = storage;
        this.grainId = grainId;
        this.wanted = wanted;
        stateName = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"keys-{number}");
        writer = new CoalescedWrite(WriteOnce);
    }

    /// <summary>A write has failed.</summary>
    public bool IsStale { get; private set; }

    public async Task<IReadOnlyDictionary<string, WrappedKey>> Read()
    {
        await storage.ReadStateAsync(stateName, grainId, stored);
        return durable = stored.State?.Keys ?? [];
    }

    /// <summary>Storage has keys of people who are not in the page: a crash came between the two.</summary>
    public bool HasOrphans()
    {
        var keys = wanted();
        return durable.Keys.Any(k => !keys.ContainsKey(k));
    }

    /// <summary>Completes once the keys of the page's people, as they are now, are durable. Writes only if they have changed.</summary>
    public Task Write() => writer.WriteAsync();

    private async Task WriteOnce()
    {
        var keys = wanted();
        if (keys.Count == durable.Count && keys.All(k => ReferenceEquals(durable.GetValueOrDefault(k.Key), k.Value)))
        {
            return;
        }

        stored.State = new KeysPageState { Keys = keys, Erases = durable.Any(d => keys.GetValueOrDefault(d.Key)?.Id != d.Value.Id) };
        IsStale = true;
        await storage.WriteStateAsync(stateName, grainId, stored);
        (durable, IsStale) = (keys, false);
    }
}
