using System.Globalization;
using FaceGrid.Grains.Storage;
using FaceGrid.Silo.Storage.Sqlite;
using Orleans.Storage;

namespace FaceGrid.Bench.Actors;

/// <summary>
/// Grain state in memory, so that no disk is measured. Stores JSON, like <see cref="SqliteGrainStorage"/>: each read returns a copy.
/// </summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), (string ETag, byte[] Payload)> _records = [];
    private long _writes;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            if (_records.TryGetValue((grainId, stateName), out var record))
            {
                grainState.State = StateJson.Read<T>(record.Payload);
                grainState.ETag = record.ETag;
                grainState.RecordExists = true;
            }
            else
            {
                Reset(grainState);
            }
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = StateJson.Write(grainState.State);
        lock (_gate)
        {
            Check("write", stateName, grainId, grainState.ETag);
            grainState.ETag = (++_writes).ToString(CultureInfo.InvariantCulture);
            _records[(grainId, stateName)] = (grainState.ETag, payload);
        }

        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            Check("clear", stateName, grainId, grainState.ETag);
            _records.Remove((grainId, stateName));
        }

        Reset(grainState);
        return Task.CompletedTask;
    }

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = StateJson.New<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private void Check(string operation, string stateName, GrainId grainId, string? given)
    {
        var stored = _records.TryGetValue((grainId, stateName), out var record) ? record.ETag : null;
        if (stored != given)
        {
            throw new InconsistentStateException($"Version conflict in {operation} of '{stateName}' of grain {grainId}.", stored, given);
        }
    }
}
