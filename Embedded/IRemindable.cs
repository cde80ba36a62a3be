using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that can be woken by reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>A reminder is due. Ticks may come late, twice, or not at all while the process is down.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
