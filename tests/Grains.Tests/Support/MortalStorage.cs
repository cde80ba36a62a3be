using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Storage;
using FaceGrid.Silo.Storage.Sqlite;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>
/// Grain storage that a test can see into, stop at any write and carry over into the next life: what was written stays,
/// what was not never happened.
/// </summary>
internal sealed class MortalStorage : IGrainStorage, IStoredIdentities
{
    private readonly ConcurrentDictionary<string, (string Payload, int ETag)> _records;
    private int _writesLeft = int.MaxValue;
    private int _eventsLeft = int.MaxValue;
    private int _failures;
    private int _answersLeft = int.MaxValue;
    private Func<Task> _pause = () => Task.CompletedTask;
    private readonly TaskCompletionSource _death = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MortalStorage()
        : this([])
    {
    }

    private MortalStorage(ConcurrentDictionary<string, (string Payload, int ETag)> records) => _records = records;

    /// <summary>Writes and clears so far.</summary>
    public int Writes { get; private set; }

    public bool IsDead => _writesLeft <= 0;

    /// <summary>Completes when somebody first notices the death.</summary>
    public Task Death => _death.Task;

    /// <summary>Everything in storage as text.</summary>
    public string Everything => string.Join('\n', _records.Select(r => r.Key + " " + r.Value.Payload));

    /// <summary>Keys of the records, <c>grain|state</c>.</summary>
    public IEnumerable<string> Keys => _records.Keys.Order(StringComparer.Ordinal);

    /// <summary>A record as JSON; setting it is somebody else's work.</summary>
    public string this[string key]
    {
        get => _records[key].Payload;
        set => _records[key] = (value, _records[key].ETag);
    }

    /// <summary>Removes a record without a trace.</summary>
    public void Lose(string key) => Assert.True(_records.TryRemove(key, out _), key);

    public Task<IReadOnlyList<string>> List(string tenant, string? after, int count)
    {
        var (prefix, suffix) = ($"identity/{GridKeys.Identity(tenant, "")}", "|identity");
        var names = Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal) && k.EndsWith(suffix, StringComparison.Ordinal))
            .Select(k => k[prefix.Length..^suffix.Length])
            .Order(StringComparer.Ordinal);
        return Task.FromResult<IReadOnlyList<string>>([.. names.Where(n => string.CompareOrdinal(n, after) > 0).Take(count)]);
    }

    /// <summary>The process dies before the write after the next <paramref name="writes"/>.</summary>
    public void DieAfter(int writes) => _writesLeft = writes;

    /// <summary>The next <paramref name="writes"/> fail, as on a full disk; nothing is written by them.</summary>
    public void FailNext(int writes) => _failures = writes;

    /// <summary>The write or clear after the next <paramref name="writes"/> is executed, and its answer is lost.</summary>
    public void LoseAnswerAfter(int writes) => _answersLeft = writes;

    /// <summary>Every write and clear waits for this before it is executed, and again before it is answered.</summary>
    public void SlowBy(Func<Task> pause) => _pause = pause;

    /// <summary>Whether an answer has been lost.</summary>
    public bool HasLostAnswer => _answersLeft < 0;

    /// <summary>The storage as the next process finds it.</summary>
    public MortalStorage NextLife() => new(new ConcurrentDictionary<string, (string, int)>(_records));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ThrowIfDead();
        if (_records.TryGetValue(Key(stateName, grainId), out var record))
        {
            grainState.State = JsonSerializer.Deserialize<T>(record.Payload)!;
            grainState.ETag = record.ETag.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }
        else
        {
            grainState.State = Activator.CreateInstance<T>();
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = JsonSerializer.Serialize(grainState.State);

        // Writes take time in earnest, and other turns run meanwhile.
        await Task.Yield();
        await _pause();
        lock (_records)
        {
            CountWrite();
            var key = Key(stateName, grainId);
            var etag = CheckETag(key, grainState.ETag) + 1;
            _records[key] = (payload, etag);
            ThrowIfAnswerIsLost();
            grainState.ETag = etag.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }

        await _pause();
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Yield();
        await _pause();
        lock (_records)
        {
            CountWrite();
            var key = Key(stateName, grainId);
            CheckETag(key, grainState.ETag);
            _records.TryRemove(key, out _);
            ThrowIfAnswerIsLost();
            grainState.State = Activator.CreateInstance<T>();
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        await _pause();
    }

    private static string Key(string stateName, GrainId grainId) => $"{grainId}|{stateName}";

    private int CheckETag(string key, string? etag)
    {
        var stored = _records.TryGetValue(key, out var record) ? record.ETag : 0;
        var expected = etag is null ? 0 : int.Parse(etag, CultureInfo.InvariantCulture);
        return stored == expected
            ? stored
            : throw new InconsistentStateException($"{key}: version {expected} was expected, {stored} is stored");
    }

    /// <summary>The process dies before the write, clear or deletion of a blob after the next <paramref name="events"/>.</summary>
    public void DieAfterEvents(int events) => _eventsLeft = events;

    /// <summary>Something is about to be changed for good.</summary>
    public void CountEvent()
    {
        ThrowIfDead();
        if (_eventsLeft-- == 0)
        {
            DieAfter(0);
            ThrowIfDead();
        }
    }

    private void ThrowIfAnswerIsLost()
    {
        if (_answersLeft-- == 0)
        {
            throw new IOException("the connection was lost before the answer");
        }
    }

    private void CountWrite()
    {
        CountEvent();
        if (_failures > 0)
        {
            _failures--;
            throw new GrainStoreException(
                "no space left on device", new IOException("no space left on device"));
        }

        _writesLeft--;
        Writes++;
    }

    public void ThrowIfDead()
    {
        if (IsDead)
        {
            _death.TrySetResult();
            throw new IOException("the process has died");
        }
    }
}
