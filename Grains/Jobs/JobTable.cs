using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Limits;

namespace FaceGrid.Grains.Jobs;

/// <summary>The scheduler's view: waiting and running jobs, and the device time of each tenant. Not thread-safe.</summary>
internal sealed class JobTable(TenantLimits limits)
{
    private readonly Dictionary<string, JobEntry> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JobEntry> _running = new(StringComparer.Ordinal);
    private readonly HashSet<string> _yielding = new(StringComparer.Ordinal);
    private Dictionary<string, double> _service = [];

    public IReadOnlyList<JobEntry> Running => [.. _running.Values];

    public int WaitingCount => _waiting.Count;

    /// <summary>Sets the device time of each tenant, seconds.</summary>
    public void Load(IReadOnlyDictionary<string, double> service) => _service = new Dictionary<string, double>(service);

    /// <summary>Removes all jobs; the device times stay.</summary>
    public void Clear()
    {
        _running.Clear();
        _waiting.Clear();
        _yielding.Clear();
    }

    public void AddTenant(string tenant) => _service.TryAdd(tenant, 0);

    public void AddService(string tenant, double seconds) => _service[tenant] = _service.GetValueOrDefault(tenant) + seconds;

    public bool IsRunning(string key) => _running.ContainsKey(key);

    public bool IsAtLimit(string tenant) =>
        limits.JobsAtOnce(tenant) is > 0 and var most && _running.Values.Count(e => e.Tenant == tenant) >= most;

    /// <summary>The waiting jobs, in the order in which they are to have a device.</summary>
    public IReadOnlyList<JobEntry> InOrder() => [.. JobOrder.Order(_waiting.Values, _service)];

    public JobOverview ToOverview() => new([.. _running.Keys], [.. InOrder().Select(e => e.Key)], new Dictionary<string, double>(_service));

    /// <summary>
    /// Enters a job by its state: a live one has a device, whatever its status; any other open one waits; the rest are removed.
    /// </summary>
    public void Place(JobSummary job)
    {
        var entry = JobEntry.Of(job);
        _waiting.Remove(entry.Key);
        if (job.IsLive)
        {
            _running[entry.Key] = entry;
            return;
        }

        Remove(entry.Key);
        if (!job.Status.IsOpen())
        {
            return;
        }

        var others = _waiting.Values.Concat(_running.Values).ToList();
        if (others.Count > 0 && others.TrueForAll(e => e.Tenant != job.Tenant))
        {
            // A tenant gets no credit for idle time: otherwise its return would keep the others from the devices.
            _service[job.Tenant] = Math.Max(_service.GetValueOrDefault(job.Tenant), others.Min(e => _service.GetValueOrDefault(e.Tenant)));
        }

        _waiting[entry.Key] = entry;
    }

    /// <summary>Gives a device to a waiting job.</summary>
    public void Assign(JobEntry entry)
    {
        _waiting.Remove(entry.Key);
        _running[entry.Key] = entry;
    }

    /// <summary>Takes the device from a job that could not be started.</summary>
    public void Requeue(JobEntry entry)
    {
        _running.Remove(entry.Key);
        _waiting[entry.Key] = entry;
    }

    public void Remove(string key)
    {
        _running.Remove(key);
        _yielding.Remove(key);
    }

    /// <summary>True if a running job is to yield at this checkpoint: it was asked to, or a waiting tenant is owed the device.</summary>
    public bool MustYield(string key, TimeSpan slice)
    {
        if (!_running.TryGetValue(key, out var entry))
        {
            return false;
        }

        if (!_yielding.Contains(key) && JobOrder.IsOwed(entry, WithinLimit(), _service, slice))
        {
            _yielding.Add(key);
        }

        return _yielding.Contains(key);
    }

    /// <summary>Running jobs that are to yield to waiting ones of higher priority and were not asked before.</summary>
    public IReadOnlyList<JobEntry> Preempt()
    {
        // A tenant that has as many devices as its limit allows can only take one from itself.
        var own = _waiting.Values.Select(e => e.Tenant).Distinct().Where(IsAtLimit)
            .SelectMany(t => JobOrder.ToPreempt(_running.Values.Where(e => e.Tenant == t), _waiting.Values.Where(e => e.Tenant == t)));
        return [.. JobOrder.ToPreempt(_running.Values, WithinLimit()).Concat(own).ToList().Where(e => _yielding.Add(e.Key))];
    }

    /// <summary>Waiting jobs that could have a device if there were one.</summary>
    private List<JobEntry> WithinLimit() => [.. _waiting.Values.Where(e => !IsAtLimit(e.Tenant))];
}
