namespace FaceGrid.Grains.Models;

/// <summary>What a tenant knows about its model versions, key: tenant.</summary>
[Alias("FaceGrid.IModelRegistryGrain")]
public interface IModelRegistryGrain : IGrainWithStringKey
{
    /// <summary>The tenant's own calibration of that version, else the one shipped with the weights, else null.</summary>
    [AlwaysInterleave]
    [Alias("GetCalibration")]
    Task<Calibration?> GetCalibration(string modelVersion);

    /// <summary>Takes the place of any earlier one of the same version. Decisions use it from the next probe on.</summary>
    /// <exception cref="GridRequestException">No row, or rows out of order.</exception>
    [Alias("SetCalibration")]
    Task SetCalibration(Calibration calibration);
}
