namespace FaceGrid.Grains.Jobs;

/// <summary>The order in which jobs are given devices.</summary>
internal static class JobOrder
{
    /// <summary>
    /// The highest priority; then the tenant with the least device time; then jobs with completed steps; then the oldest.
    /// </summary>
    public static IEnumerable<JobEntry> Order(IEnumerable<JobEntry> waiting, IReadOnlyDictionary<string, double> service) => waiting
        .OrderByDescending(e => e.Priority)
        .ThenBy(e => service.GetValueOrDefault(e.Tenant))
        .ThenByDescending(e => e.IsBegun)
        .ThenBy(e => e.Created)
        .ThenBy(e => e.Key, StringComparer.Ordinal);

    /// <summary>Running jobs to preempt for waiting ones of higher priority: the lowest priority first, at most one for each.</summary>
    public static IReadOnlyList<JobEntry> ToPreempt(IEnumerable<JobEntry> running, IEnumerable<JobEntry> waiting)
    {
        var victims = running.OrderBy(e => e.Priority).ThenByDescending(e => e.Created).ToList();
        var important = waiting.OrderByDescending(e => e.Priority).ToList();
        var count = 0;
        while (count < Math.Min(victims.Count, important.Count) && victims[count].Priority < important[count].Priority)
        {
            count++;
        }

        return victims[..count];
    }

    /// <summary>
    /// True if a waiting job of the same priority is owed the device: its tenant has had less device time, by more than a slice.
    /// </summary>
    public static bool IsOwed(
        JobEntry running, IEnumerable<JobEntry> waiting, IReadOnlyDictionary<string, double> service, TimeSpan slice) =>
        waiting.Any(e => e.Priority == running.Priority
            && e.Tenant != running.Tenant
            && service.GetValueOrDefault(e.Tenant) + slice.TotalSeconds < service.GetValueOrDefault(running.Tenant));
}
