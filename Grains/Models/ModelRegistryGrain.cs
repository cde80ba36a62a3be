using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace FaceGrid.Grains.Models;

/// <inheritdoc cref="IModelRegistryGrain"/>
public sealed class ModelRegistryGrain(
    [PersistentState(ModelRegistryGrain.StateName, GridStorage.Name)] IPersistentState<ModelRegistryState> state,
    [FromKeyedServices(GridStorage.Name)] IGrainStorage storage,
    ILogger<ModelRegistryGrain> logger,
    IServiceProvider services) : Grain, IModelRegistryGrain
{
    private const string StateName = "models";

    // As stored. Queries interleave with a write that may still fail.
    private ModelRegistryState _durable = new();
    private WriteOutcome _outcome = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _durable = Copy(state.State);
        _outcome = new WriteOutcome(this, WriteOutcome.Probe<ModelRegistryState>(storage, StateName, this.GetGrainId()), logger);
        return Task.CompletedTask;
    }

    public Task<Calibration?> GetCalibration(string modelVersion) => Task.FromResult(
        _durable.Calibrations.TryGetValue(modelVersion, out var own)
            ? own
            : services.GetService<IEncoderSource>()?.Calibration(modelVersion));

    public Task<IReadOnlyList<ModelVersionEntry>> Versions() => Task.FromResult<IReadOnlyList<ModelVersionEntry>>([.. _durable.Versions]);

    public Task<long> StateVersion() => Task.FromResult(_durable.Version);

    public Task<string?> GetActive() => Task.FromResult(_durable.Active);

    public Task SetCalibration(Calibration calibration)
    {
        try
        {
            calibration.ToTable();
        }
        catch (ArgumentException exception)
        {
            throw new GridRequestException(
                GridError.InvalidRequest, $"calibration of {calibration.ModelVersion}", exception.Message.ReplaceLineEndings(" "));
        }

        return Change(s => s.Calibrations[calibration.ModelVersion] = calibration);
    }

    public Task Register(ModelVersionEntry entry) =>
        _durable.Versions.Exists(v => v.Version == entry.Version) ? Task.CompletedTask : Change(s => s.Versions.Add(entry));

    public Task SetActive(string modelVersion) =>
        _durable.Active == modelVersion ? Task.CompletedTask : Change(s => s.Active = modelVersion);

    private static ModelRegistryState Copy(ModelRegistryState of) => new()
    {
        Calibrations = new Dictionary<string, Calibration>(of.Calibrations),
        Versions = [.. of.Versions],
        Active = of.Active,
        Version = of.Version,
    };

    private async Task Change(Action<ModelRegistryState> change)
    {
        var changed = Copy(_durable);
        change(changed);
        changed.Version++;
        await StateWriting.Write(state, changed, Copy(_durable), _outcome.EndUnlessDefinite);
        _durable = Copy(changed);
        await NotifyGalleries();
    }

    /// <summary>
    /// A gallery that is not active reads the number on activation. If one cannot be reached, the change is stored, the call fails and is
    /// to be repeated.
    /// </summary>
    private async Task NotifyGalleries()
    {
        var tenant = this.GetPrimaryKeyString();
        var galleries = await GrainFactory.GetGrain<IGalleryDirectoryGrain>(tenant).List();
        await Task.WhenAll(galleries.Select(g =>
            GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(tenant, g)).RegistryChanged(_durable.Version)));
    }
}
