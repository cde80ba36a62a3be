using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Models;

/// <summary>A tenant's model versions; key: tenant.</summary>
[Callers(CallerRoles.Silo)]
[Alias("FaceGrid.IModelRegistryGrain")]
public interface IModelRegistryGrain : IGrainWithStringKey
{
    /// <summary>The tenant's own calibration of that version, else the one shipped with the weights, else null.</summary>
    [AlwaysInterleave]
    [Callers(CallerRoles.Door | CallerRoles.Enrol)]
    [Alias("GetCalibration")]
    Task<Calibration?> GetCalibration(string modelVersion);

    /// <summary>
    /// Number of the registry's state; grows with every change. A change returns once every gallery of the tenant's directory has been
    /// notified of the new number.
    /// </summary>
    [AlwaysInterleave]
    [Alias("StateVersion")]
    Task<long> StateVersion();

    /// <summary>Replaces an earlier calibration of the same version. Decisions use it from the next probe on.</summary>
    /// <exception cref="GridRequestException">No row, or rows out of order.</exception>
    [Callers(CallerRoles.Admin)]
    [Alias("SetCalibration")]
    Task SetCalibration(Calibration calibration);

    /// <summary>Registers an encoder. If its version is registered already, nothing changes.</summary>
    [Alias("Register")]
    Task Register(ModelVersionEntry entry);

    /// <summary>The encoders that were registered, oldest first.</summary>
    [AlwaysInterleave]
    [Alias("Versions")]
    Task<IReadOnlyList<ModelVersionEntry>> Versions();

    /// <summary>The version that the tenant's galleries answer with, where they have templates of it; null: each its own.</summary>
    [AlwaysInterleave]
    [Callers(CallerRoles.Door | CallerRoles.Enrol)]
    [Alias("GetActive")]
    Task<string?> GetActive();

    /// <summary>
    /// The switch, for <see cref="IModelActivationGrain"/>: one write, from which on every gallery answers with that version.
    /// </summary>
    [Alias("SetActive")]
    Task SetActive(string modelVersion);
}
