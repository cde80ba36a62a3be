using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Tests.Support;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Histories;

/// <summary>A storage whose calls are slow, fail, or are executed and lose their answer, at random.</summary>
internal sealed class UnreliableStorage : IGrainStorage
{
    private readonly MortalStorage _inner;
    private readonly Random _random;

    public UnreliableStorage(MortalStorage inner, Random random)
    {
        (_inner, _random) = (inner, random);

        // Before a write is executed, and again before it is answered.
        inner.SlowBy(() => Pause(failures: 0.02));
    }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Pause(failures: 0.003);
        await _inner.ReadStateAsync(stateName, grainId, grainState);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Change(grainState, copy => _inner.WriteStateAsync(stateName, grainId, copy));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Change(grainState, copy => _inner.ClearStateAsync(stateName, grainId, copy));

    /// <summary>The caller's state changes only if the answer arrives.</summary>
    private static async Task Change<T>(IGrainState<T> grainState, Func<IGrainState<T>, Task> change)
    {
        var copy = new GrainState<T> { State = grainState.State, ETag = grainState.ETag, RecordExists = grainState.RecordExists };
        await change(copy);
        (grainState.ETag, grainState.RecordExists) = (copy.ETag, copy.RecordExists);
        if (!copy.RecordExists)
        {
            grainState.State = copy.State;
        }
    }

    private async Task Pause(double failures)
    {
        double fails, waits;
        int milliseconds;
        lock (_random)
        {
            (fails, waits, milliseconds) = (_random.NextDouble(), _random.NextDouble(), _random.Next(1, 40));
        }

        if (waits < 0.1)
        {
            await Task.Delay(milliseconds);
        }

        if (fails < failures)
        {
            throw new GridRequestException(GridError.StorageUnavailable, "the store", "the connection was lost");
        }
    }
}
