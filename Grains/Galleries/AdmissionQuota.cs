namespace FaceGrid.Grains.Galleries;

/// <summary>
/// A shard's share of the tenant's limit on people. Each new person uses one place of the share, and a shard without a share requests one.
/// A person with a place counts towards the limit at once, and a new share is assigned to waiting people when it arrives, so that the next
/// census takes no assigned place away.
/// </summary>
/// <param name="requestShare">Requests a share from the tenant's limit; throws if the limit is reached.</param>
internal sealed class AdmissionQuota(Func<Task> requestShare)
{
    private readonly HashSet<string> _admitted = new(StringComparer.Ordinal);
    private readonly Queue<(string Identity, TaskCompletionSource Place)> _waiting = new();

    /// <summary>Free places. A removal adds none: the next census of the tenant finds the place free.</summary>
    private int _share;

    private bool _isRequesting;

    /// <summary>People with a place and no entry in the shard yet.</summary>
    public IReadOnlyCollection<string> Admitted => _admitted;

    /// <summary>Drops the share; the next new person requests one.</summary>
    public void Reset() => _share = 0;

    public void Add(int places)
    {
        _share += places;
        while (_share > 0 && _waiting.TryDequeue(out var next))
        {
            _share--;
            _admitted.Add(next.Identity);
            next.Place.SetResult();
        }
    }

    /// <summary>Completes once the person has a place, that is, is in <see cref="Admitted"/>.</summary>
    /// <exception cref="Interfaces.GridRequestException">The tenant's limit is reached.</exception>
    public Task TakePlace(string identity)
    {
        if (_share > 0)
        {
            _share--;
            _admitted.Add(identity);
            return Task.CompletedTask;
        }

        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((identity, place));
        if (!_isRequesting)
        {
            // Not awaited: it also requests places for people who arrive later.
            _ = RequestForWaiting();
        }

        return place.Task;
    }

    /// <summary>The person gets an entry, which counts instead of the place.</summary>
    public void Use(string identity) => _admitted.Remove(identity);

    /// <summary>Requests shares until no one waits. Never throws.</summary>
    private async Task RequestForWaiting()
    {
        _isRequesting = true;
        while (_waiting.Count > 0)
        {
            var before = _waiting.Count;
            try
            {
                await requestShare();
            }
            catch (Exception exception)
            {
                // Only for people who waited before the request: one of the tenant's people may have been removed since the census.
                while (before-- > 0 && _waiting.TryDequeue(out var refused))
                {
                    refused.Place.SetException(exception);
                }
            }
        }

        _isRequesting = false;
    }
}
