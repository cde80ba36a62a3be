namespace FaceGrid.Grains.Tests.Conformance;

public sealed class ReminderTests(ReminderFixture grid) : IClassFixture<ReminderFixture>
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);

    private readonly string name = Guid.NewGuid().ToString("N");

    private IReminderGrain Grain => grid.GrainFactory.GetGrain<IReminderGrain>(name);

    [Fact]
    public async Task Reminder_Registered_FiresAgainAndAgain()
    {
        await Grain.Remind("work", Soon, Soon);
        await Journal.Named(name).Until(l => l.Count(x => x == $"work every {Soon}") >= 2);
        Assert.True(await Grain.Forget("work"));
    }

    [Fact]
    public async Task Reminder_Unregistered_IsGone()
    {
        await Grain.Remind("one", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await Grain.Remind("two", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        Assert.Equal(["one", "two"], await Grain.Reminders());
        Assert.True(await Grain.Forget("one"));
        Assert.False(await Grain.Forget("one"));
        Assert.Equal(["two"], await Grain.Reminders());
    }

    [Fact]
    public async Task Reminder_RegisteredAgain_TakesTheNewPeriod()
    {
        await Grain.Remind("work", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await Grain.Remind("work", Soon, Soon);
        await Journal.Named(name).Until($"work every {Soon}");
        Assert.Equal(["work"], await Grain.Reminders());
        await Grain.Forget("work");
    }

    [Fact]
    public async Task Reminder_PeriodTooShort_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Grain.Remind("work", Soon, TimeSpan.FromMilliseconds(50)));
}
