namespace FaceGrid.Silo.Options;

/// <summary>
/// How quickly a failed silo is declared dead. The defaults suit access points: three missed probes of 2 s, so 6 to 10 s, where Orleans'
/// own defaults are three of 5 s. Shorter times declare silos dead that are only paused.
/// </summary>
public sealed class MembershipOptions
{
    /// <summary>Interval between two probes of a silo and time-out of one probe, in seconds.</summary>
    public double ProbeSeconds { get; set; } = 2;

    /// <summary>Consecutive missed probes before a silo is suspected.</summary>
    public int MissedProbes { get; set; } = 3;
}
