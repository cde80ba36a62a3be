using FaceGrid.Grains.Tests.Support;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>A grain's state over a storage, for tests of classes that run outside a grain.</summary>
internal sealed class FakePersistentState<T>(IGrainStorage storage, GrainId grainId, string name) : IPersistentState<T>
    where T : new()
{
    private readonly GrainState<T> _stored = new() { State = new T() };

    public T State
    {
        get => _stored.State!;
        set => _stored.State = value;
    }

    public string Etag => _stored.ETag ?? "";

    public bool RecordExists => _stored.RecordExists;

    public static async Task<FakePersistentState<T>> Read(MortalStorage storage, GrainId grainId, string name)
    {
        var state = new FakePersistentState<T>(storage, grainId, name);
        await state.ReadStateAsync();
        return state;
    }

    public Task ReadStateAsync() => storage.ReadStateAsync(name, grainId, _stored);

    public Task WriteStateAsync() => storage.WriteStateAsync(name, grainId, _stored);

    public Task ClearStateAsync() => storage.ClearStateAsync(name, grainId, _stored);
}
