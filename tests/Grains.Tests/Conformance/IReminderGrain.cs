namespace FaceGrid.Grains.Tests.Conformance;

public interface IReminderGrain : IGrainWithStringKey
{
    Task Remind(string reminder, TimeSpan due, TimeSpan period);

    Task<bool> Forget(string reminder);

    Task<string[]> Reminders();
}
