namespace FaceGrid.Silo.Options;

/// <summary>What becomes of work for a GPU.</summary>
public sealed class GpuOptions
{
    public const string Compute = "compute";

    public const string Refuse = "refuse";

    /// <summary>While no silo has a GPU: <c>compute</c> (it goes to compute silos) or <c>refuse</c>.</summary>
    public string Fallback { get; set; } = Compute;
}
