namespace FaceGrid.Silo.Options;

/// <summary>Placement of grains that compute.</summary>
public sealed class GpuOptions
{
    /// <summary>While no silo has a GPU: <c>compute</c> (place on compute silos) or <c>refuse</c>.</summary>
    public GpuFallback Fallback { get; set; } = GpuFallback.Compute;
}
