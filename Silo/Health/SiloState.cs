namespace FaceGrid.Silo.Health;

/// <summary>What a silo says of itself.</summary>
internal sealed class SiloState
{
    private volatile string now = "joining";

    /// <summary>joining, ready or draining.</summary>
    public string Now => now;

    public bool IsReady => now == "ready";

    public void Joined() => now = "ready";

    public void Draining() => now = "draining";
}
