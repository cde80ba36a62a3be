using Orleans.Runtime;

namespace Orleans;

/// <summary>Where reminders are kept.</summary>
public interface IReminderTable
{
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>The reminders of grains whose uniform hash is in (begin, end]; begin ≥ end means around the end of the range, and equal means all.</summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    Task<ReminderEntry> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Writes the entry whatever its ETag; the new ETag.</summary>
    Task<string> UpsertRow(ReminderEntry entry);

    /// <summary>False if there is no such row with that ETag.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    Task TestOnlyClearTable();

    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
