using System.Net.Sockets;
using Azure;
using FaceGrid.Grains.Interfaces;
using Npgsql;
using Orleans.Storage;

namespace FaceGrid.Silo.Storage;

/// <summary>
/// Maps the exceptions with which storage providers report an unavailable store to <see cref="GridError.StorageUnavailable"/>, which
/// clients can deserialize and retry.
/// </summary>
internal sealed class StorageErrorTranslator(IGrainStorage inner) : IGrainStorage
{
    /// <summary>Reads through the inner provider.</summary>
    /// <exception cref="GridRequestException">The store is unavailable.</exception>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Run(() => inner.ReadStateAsync(stateName, grainId, grainState));

    /// <summary>Writes through the inner provider.</summary>
    /// <exception cref="GridRequestException">The store is unavailable; the outcome of the write is unknown.</exception>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Run(() => inner.WriteStateAsync(stateName, grainId, grainState));

    /// <summary>Clears through the inner provider.</summary>
    /// <exception cref="GridRequestException">The store is unavailable; the outcome is unknown.</exception>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Run(() => inner.ClearStateAsync(stateName, grainId, grainState));

    private static async Task Run(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception exception) when (exception is not InconsistentStateException && IsUnavailable(exception))
        {
            var reason = exception.Message.ReplaceLineEndings(" ");
            throw new GridRequestException(
                GridError.StorageUnavailable, "the store", $"is unavailable ({reason}); whether anything was changed is unknown, retry");
        }
    }

    private static bool IsUnavailable(Exception? exception) => exception switch
    {
        null => false,
        NpgsqlException or SocketException or TimeoutException or RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        AggregateException several => several.InnerExceptions.Any(IsUnavailable),
        _ => IsUnavailable(exception.InnerException),
    };
}
