namespace FaceGrid.Silo.Health;

/// <summary>Lifecycle state of a silo, as its readiness probe reports it.</summary>
internal sealed class SiloState
{
    private volatile string _now = "joining";

    /// <summary>joining, ready or draining.</summary>
    public string Now => _now;

    /// <summary>True if the silo is a member of its cluster and is not draining.</summary>
    public bool IsReady => _now == "ready";

    /// <summary>Sets the state to ready.</summary>
    public void Joined() => _now = "ready";

    /// <summary>Sets the state to draining.</summary>
    public void Draining() => _now = "draining";
}
