namespace FaceGrid.Silo.Health;

/// <summary>What a silo says of itself.</summary>
internal sealed class SiloState
{
    private volatile string _now = "joining";

    /// <summary>joining, ready or draining.</summary>
    public string Now => _now;

    public bool IsReady => _now == "ready";

    public void Joined() => _now = "ready";

    public void Draining() => _now = "draining";
}
