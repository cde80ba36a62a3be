using System.Globalization;
using FaceGrid.Grains.Storage;
using Orleans.Storage;

namespace FaceGrid.Bench.Actors;

/// <summary>
/// Grain state that ends with the process, so that no disk is measured. Stores JSON, like <see cref="SqliteGrainStorage"/>, so that what is
/// read is a copy.
/// </summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly Lock gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), (string ETag, byte[] Payload)> records = [];
    private long writes;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (gate)
        {
            if (records.TryGetValue((grainId, stateName), out var record))
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
        lock (gate)
        {
            Check("write", stateName, grainId, grainState.ETag);
            grainState.ETag = (++writes).ToString(CultureInfo.InvariantCulture);
            records[(grainId, stateName)] = (grainState.ETag, payload);
        }

        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (gate)
        {
            Check("clear", stateName, grainId, grainState.ETag);
            records.Remove((grainId, stateName));
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
        var stored = records.TryGetValue((grainId, stateName), out var record) ? record.ETag : null;
        if (stored != given)
        {
            throw new InconsistentStateException($"Version conflict in {operation} of '{stateName}' of grain {grainId}.", stored, given);
        }
    }
}
