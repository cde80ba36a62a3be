namespace FaceGrid.Grains.Tests.Conformance;

public sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    public Task Remind(string reminder, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(reminder, due, period);

    public async Task<bool> Forget(string reminder)
    {
        if (await this.GetReminder(reminder) is not { } found)
        {
            return false;
        }

        await this.UnregisterReminder(found);
        return true;
    }

    public async Task<string[]> Reminders() => [.. (await this.GetReminders()).Select(r => r.ReminderName).Order()];

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Journal.Named(this.GetPrimaryKeyString()).Add($"{reminderName} every {status.Period}");
        return Task.CompletedTask;
    }
}
