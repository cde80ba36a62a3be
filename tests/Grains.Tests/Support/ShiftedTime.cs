namespace FaceGrid.Grains.Tests.Support;

/// <summary>The system's time, which a test advances or whose clock it sets; timers run as usual.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _elapsed;
    private long _clock;

    /// <summary>Time passes: both the clock and the monotonic time advance.</summary>
    public void Advance(TimeSpan time)
    {
        Interlocked.Add(ref _elapsed, time.Ticks);
        Interlocked.Add(ref _clock, time.Ticks);
    }

    /// <summary>The clock is set, forward or back; no time passes.</summary>
    public void SetClock(TimeSpan step) => Interlocked.Add(ref _clock, step.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _clock));

    public override long GetTimestamp() =>
        System.GetTimestamp() + (long)(Interlocked.Read(ref _elapsed) / (double)TimeSpan.TicksPerSecond * System.TimestampFrequency);
}
