using Azure;
using Npgsql;
using Orleans.Storage;

namespace FaceGrid.Silo.Storage;

/// <summary>
/// A store that is away speaks in as many ways as there are stores. Callers get one: <see cref="Grains.GridError.StorageUnavailable"/>, which
/// says that they may ask again. A conflict of two activations is one as well: the loser forgets what it knew and reads anew.
/// </summary>
internal sealed class StorageFaults : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception exception) when (Cause(exception) is { } cause)
        {
            throw new Grains.GridRequestException(
                Grains.GridError.StorageUnavailable, "the store", $"{cause}; whether anything was changed is not known, ask again");
        }
    }

    private static string? Cause(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case InconsistentStateException:
                    return "another silo changed it at the same time";
                case NpgsqlException or RequestFailedException { Status: 0 or >= 500 } or System.Net.Sockets.SocketException:
                    return $"cannot be used now ({e.Message.ReplaceLineEndings(" ")})";
                case Grains.GridRequestException:
                    return null;
            }
        }

        return null;
    }
}
