using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace FaceGrid.Embedded.Engine;

/// <summary>
/// Fires reminders. They keep their phase: the n-th is due at start + n·period. One that came due before the process started fires right
/// after the start, once, so that work which a crash interrupted goes on without waiting for a period.
/// </summary>
internal sealed partial class ReminderService(GridEngine grid, IOptions<ReminderOptions> options, ILogger<ReminderService> logger) : IReminderRegistry, IHostedService
{
    private readonly GridEngine grid = grid;
    private readonly ILogger logger = logger;
    private readonly IReminderTable table = grid.Services.GetService<IReminderTable>() ?? new MemoryReminderTable();
    private readonly Lock gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), Entry> entries = [];
    private bool stopped;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await table.StartAsync(cancellationToken).ConfigureAwait(false);
        foreach (var row in (await table.ReadRows(0, 0).ConfigureAwait(false)).Reminders)
        {
            Schedule(row);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            stopped = true;
            foreach (var entry in entries.Values)
            {
                entry.Dispose();
            }

            entries.Clear();
        }

        await table.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"Cannot register reminder {reminderName} as requested period ({period}) is less than minimum allowed reminder period ({options.Value.MinimumReminderPeriod})");
        }

        RequireTurn();
        var row = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = grid.Time.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        row.ETag = await table.UpsertRow(row);
        Schedule(row);
        return new Reminder(reminderName, row.ETag);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        RequireTurn();
        if (reminder is not Reminder { ETag: var etag })
        {
            throw new ArgumentException("The reminder was not made by this runtime.", nameof(reminder));
        }

        if (!await table.RemoveRow(callingGrainId, reminder.ReminderName, etag))
        {
            throw new ReminderException($"Could not unregister reminder {reminder.ReminderName} of {callingGrainId}: it has been changed or removed meanwhile.");
        }

        lock (gate)
        {
            if (entries.Remove((callingGrainId, reminder.ReminderName), out var entry))
            {
                entry.Dispose();
            }
        }
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        RequireTurn();
        return await table.ReadRow(callingGrainId, reminderName) is { } row ? new Reminder(row.ReminderName, row.ETag!) : null;
    }

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        RequireTurn();
        return [.. (await table.ReadRows(callingGrainId)).Reminders.Select(r => new Reminder(r.ReminderName, r.ETag!))];
    }

    private static void RequireTurn()
    {
        if (ActivationContext.Current is null)
        {
            throw new InvalidOperationException("Reminders can only be reached in a turn of a grain.");
        }
    }

    private void Schedule(ReminderEntry row)
    {
        lock (gate)
        {
            if (entries.Remove((row.GrainId, row.ReminderName), out var old))
            {
                old.Dispose();
            }

            if (!stopped)
            {
                entries.Add((row.GrainId, row.ReminderName), new Entry(this, row));
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reminder {Reminder} of {Grain} failed; it will fire again.")]
    private static partial void LogTickFailed(ILogger logger, Exception exception, string reminder, GrainId grain);

    private sealed class Entry : IDisposable
    {
        private readonly ReminderService owner;
        private readonly ReminderEntry row;
        private readonly ITimer timer;

        public Entry(ReminderService owner, ReminderEntry row)
        {
            this.owner = owner;
            this.row = row;
            using (ExecutionContext.SuppressFlow())
            {
                timer = owner.grid.Time.CreateTimer(static self => _ = ((Entry)self!).FireAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            Wait(row.StartAt - Now);
        }

        private DateTime Now => owner.grid.Time.GetUtcNow().UtcDateTime;

        public void Dispose() => timer.Dispose();

        private async Task FireAsync()
        {
            // A timer may be asked for less than the whole time (see Wait), and fires then only to wait on.
            var now = Now;
            if (now < row.StartAt)
            {
                Wait(row.StartAt - now);
                return;
            }

            try
            {
                var grain = (IRemindable)(object)owner.grid.Factory.CreateReference(typeof(IRemindable), row.GrainId);
                await grain.ReceiveReminder(row.ReminderName, new TickStatus(row.StartAt, row.Period, now)).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                LogTickFailed(owner.logger, exception, row.ReminderName, row.GrainId);
            }

            var since = Now - row.StartAt;
            Wait(TimeSpan.FromTicks(row.Period.Ticks - (since.Ticks % row.Period.Ticks)));
        }

        private void Wait(TimeSpan time)
        {
            try
            {
                // Timers take at most about 49 days.
                var longest = TimeSpan.FromDays(40);
                timer.Change(time < TimeSpan.Zero ? TimeSpan.Zero : time > longest ? longest : time, Timeout.InfiniteTimeSpan);
            }
            catch (ObjectDisposedException)
            {
                // Removed while it fired.
            }
        }
    }
}
