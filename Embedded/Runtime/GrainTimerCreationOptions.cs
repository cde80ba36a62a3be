using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a timer fires and how its callback mixes with requests.</summary>
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Until the first call; infinite: not started.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of one call to the start of the next; infinite: once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>The callback may run between the awaits of other requests. Default: it waits its turn.</summary>
    public bool Interleave { get; init; }

    /// <summary>Ticks count as activity, so that the activation is not collected as idle. Default: they do not.</summary>
    public bool KeepAlive { get; init; }
}
