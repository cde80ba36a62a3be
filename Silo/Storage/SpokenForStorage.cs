using System.Net.Sockets;
using Azure;
using FaceGrid.Grains.Interfaces;
using Npgsql;
using Orleans.Storage;

namespace FaceGrid.Silo.Storage;

/// <summary>
/// A store that is away speaks in as many ways as there are stores, some of which no client has a class for. Callers get one:
/// <see cref="GridError.StorageUnavailable"/>, which says that they may ask again.
/// </summary>
internal sealed class SpokenForStorage(IGrainStorage inner) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Run(() => inner.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Run(() => inner.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Run(() => inner.ClearStateAsync(stateName, grainId, grainState));

    private static async Task Run(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception exception) when (exception is not InconsistentStateException && IsAway(exception))
        {
            throw new GridRequestException(
                GridError.StorageUnavailable, "the store", $"cannot be used now ({exception.Message.ReplaceLineEndings(" ")}); whether anything was changed is not known, ask again");
        }
    }

    private static bool IsAway(Exception? exception) => exception switch
    {
        null => false,
        NpgsqlException or SocketException or TimeoutException or RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        AggregateException several => several.InnerExceptions.Any(IsAway),
        _ => IsAway(exception.InnerException),
    };
}
