namespace FaceGrid.Silo.Options;

/// <summary>Where grains that compute are placed while no silo has a GPU.</summary>
public enum GpuFallback
{
    /// <summary>On silos with <see cref="SiloRoles.Compute"/>.</summary>
    Compute,

    /// <summary>On no silo: their calls fail until a GPU silo joins.</summary>
    Refuse,
}
