using FaceGrid.Grains.Interfaces.Encryption;
using Orleans.Storage;

namespace FaceGrid.Grains.Encryption;

/// <summary>One person's key in the store of keys. Used in turns of the identity's grain.</summary>
internal sealed class PersonKeyStore(IGrainStorage storage, GrainId grainId)
{
    private const string StateName = "key";

    private readonly GrainState<PersonKeyState> _stored = new() { State = new PersonKeyState() };

    public WrappedKey? Key => _stored.State?.Key;

    public bool IsGoing => _stored.State?.IsGoing == true;

    public Task Read() => storage.ReadStateAsync(StateName, grainId, _stored);

    /// <summary>Durable when it returns. Memory stays as it was if it fails.</summary>
    public async Task Write(WrappedKey key, bool isGoing = false)
    {
        var before = _stored.State;
        _stored.State = new PersonKeyState { Key = key, IsGoing = isGoing };
        try
        {
            await storage.WriteStateAsync(StateName, grainId, _stored);
        }
        catch
        {
            _stored.State = before;
            throw;
        }
    }

    /// <summary>Erases the key, for good when it returns.</summary>
    public Task Erase() => _stored.RecordExists ? storage.ClearStateAsync(StateName, grainId, _stored) : Task.CompletedTask;
}
