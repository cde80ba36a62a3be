using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Storage;
using Orleans.Storage;

namespace FaceGrid.Grains.Models;

/// <inheritdoc cref="IModelRegistryGrain"/>
public sealed class ModelRegistryGrain(
    [PersistentState("models", GridStorage.Name)] IPersistentState<ModelRegistryState> state,
    IEncoderSource encoders) : Grain, IModelRegistryGrain
{
    // What is durable. GetCalibration interleaves with a write that may still fail.
    private Dictionary<string, Calibration> durable = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        durable = new Dictionary<string, Calibration>(state.State.Calibrations);
        return Task.CompletedTask;
    }

    public Task<Calibration?> GetCalibration(string modelVersion) =>
        Task.FromResult(durable.TryGetValue(modelVersion, out var own) ? own : encoders.Calibration(modelVersion));

    public async Task SetCalibration(Calibration calibration)
    {
        try
        {
            calibration.ToTable();
        }
        catch (ArgumentException exception)
        {
            throw new GridRequestException(GridError.InvalidRequest, $"calibration of {calibration.ModelVersion}", exception.Message.ReplaceLineEndings(" "));
        }

        var changed = new Dictionary<string, Calibration>(durable) { [calibration.ModelVersion] = calibration };
        state.State = new ModelRegistryState { Calibrations = changed };
        try
        {
            await state.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
            throw;
        }
        catch
        {
            state.State = new ModelRegistryState { Calibrations = durable };
            throw;
        }

        durable = changed;
    }
}
