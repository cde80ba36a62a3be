using System.Text.Json;
using FaceGrid.Grains.Storage;
using Orleans.Storage;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>
/// Grain state in a <see cref="SqliteStore"/>: one row for each grain and state name. A completed write is durable; a write whose ETag is
/// not the stored one throws <see cref="InconsistentStateException"/> and changes nothing.
/// </summary>
public sealed class SqliteGrainStorage(SqliteStore store, TimeProvider time) : IGrainStorage
{
    private const string Insert =
        "INSERT INTO state(grain, name, etag, payload, updated) VALUES(@0, @1, @2, @3, @4) ON CONFLICT DO NOTHING";

    private const string Update = "UPDATE state SET etag=@2, payload=@3, updated=@4 WHERE grain=@0 AND name=@1 AND etag=@5";

    private const string Delete = "DELETE FROM state WHERE grain=@0 AND name=@1 AND etag=@2";

    /// <summary>Reads the state; a missing row gives a new state without ETag.</summary>
    /// <exception cref="GrainStoreException">The row cannot be read as <typeparamref name="T"/>, or the file is damaged.</exception>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var grain = grainId.ToString();
        var row = await store.ReadAsync(session => session.Query(
            r => (ETag: r.GetInt64(0), Payload: r.GetFieldValue<byte[]>(1)),
            "SELECT etag, payload FROM state WHERE grain=@0 AND name=@1",
            grain,
            stateName)).ConfigureAwait(false);
        if (row is [var (etag, payload)])
        {
            try
            {
                grainState.State = StateJson.Read<T>(payload);
            }
            catch (JsonException exception)
            {
                throw new GrainStoreException(
                    $"{store.Path}: '{stateName}' of grain {grain} cannot be read as {typeof(T).Name}: {exception.Message}", exception);
            }

            grainState.ETag = ETags.Text(etag);
            grainState.RecordExists = true;
        }
        else
        {
            Reset(grainState);
        }
    }

    /// <summary>Writes the state; without an ETag, only if no row exists.</summary>
    /// <exception cref="InconsistentStateException">The stored ETag is another one; nothing was changed.</exception>
    /// <exception cref="GrainStoreException">The disk is full or the file is damaged; nothing was changed.</exception>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // Serialised before the first await, because the grain may change the object while the write waits.
        var payload = StateJson.Write(grainState.State);
        var grain = grainId.ToString();
        var given = grainState.ETag;
        var next = ETags.Next();
        var updated = time.GetUtcNow().ToUnixTimeMilliseconds();
        var (done, stored) = await store.WriteAsync(session =>
        {
            var changed = given is null
                ? session.Execute(Insert, grain, stateName, next, payload, updated)
                : session.Execute(Update, grain, stateName, next, payload, updated, ETags.Parse(given));
            return changed == 1 ? (true, null) : (false, StoredETag(session, grain, stateName));
        }, erases: grainState.State is IErasingState { Erases: true }).ConfigureAwait(false);
        if (!done)
        {
            throw ETags.Conflict("write", stateName, grain, stored, given);
        }

        grainState.ETag = ETags.Text(next);
        grainState.RecordExists = true;
    }

    /// <summary>Deletes the row.</summary>
    /// <exception cref="InconsistentStateException">The stored ETag is another one; nothing was changed.</exception>
    /// <exception cref="GrainStoreException">The disk is full or the file is damaged; nothing was changed.</exception>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var grain = grainId.ToString();
        var given = grainState.ETag;
        var (done, stored) = await store.WriteAsync(session =>
        {
            if (given is not null && session.Execute(Delete, grain, stateName, ETags.Parse(given)) == 1)
            {
                return (true, null);
            }

            var left = StoredETag(session, grain, stateName);
            return (left is null && given is null, left);
        }, erases: true).ConfigureAwait(false);
        if (!done)
        {
            throw ETags.Conflict("clear", stateName, grain, stored, given);
        }

        Reset(grainState);
    }

    private static string? StoredETag(SqliteSession session, string grain, string name) =>
        session.Scalar("SELECT etag FROM state WHERE grain=@0 AND name=@1", grain, name) is long etag ? ETags.Text(etag) : null;

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = StateJson.New<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }
}
