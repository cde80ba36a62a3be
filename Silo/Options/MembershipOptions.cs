namespace FaceGrid.Silo.Options;

/// <summary>
/// How soon a dead silo is known to be dead. The defaults are for doors: three missed probes of 2 s, so 6 to 10 s, in place of Orleans'
/// three of 5 s. Shorter ones declare silos dead that only pause.
/// </summary>
public sealed class MembershipOptions
{
    /// <summary>Seconds between two probes of a silo, and what a probe may take.</summary>
    public double ProbeSeconds { get; set; } = 2;

    /// <summary>Probes missed in a row before a silo is suspected.</summary>
    public int MissedProbes { get; set; } = 3;
}
