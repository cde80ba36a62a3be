using FaceGrid.Grains.Interfaces.Models;

namespace FaceGrid.Grains.Models;

/// <summary>The stored state of a tenant's models: some kilobytes for each version.</summary>
[GenerateSerializer]
[Alias("FaceGrid.ModelRegistryState")]
public sealed class ModelRegistryState
{
    /// <summary>By model version.</summary>
    [Id(0)]
    public Dictionary<string, Calibration> Calibrations { get; set; } = [];

    /// <summary>Oldest first.</summary>
    [Id(1)]
    public List<ModelVersionEntry> Versions { get; set; } = [];

    /// <summary>The model version of all galleries; null: each gallery has its own.</summary>
    [Id(2)]
    public string? Active { get; set; }

    /// <summary>Number of changes.</summary>
    [Id(3)]
    public long Version { get; set; }
}
