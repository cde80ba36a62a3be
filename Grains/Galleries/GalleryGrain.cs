using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace FaceGrid.Grains.Galleries;

/// <inheritdoc cref="IGalleryGrain"/>
/// <remarks>
/// The model version that the gallery answers with is not part of its state: it is the tenant's active version if the gallery has shards
/// for it, and the version that the gallery was bound to otherwise. So one write of the tenant's registry switches all galleries.
/// </remarks>
public sealed partial class GalleryGrain(
    [PersistentState(GalleryGrain.StateName, GridStorage.Name)] IPersistentState<GalleryState> state,
    IOptions<ShardOptions> options,
    [FromKeyedServices(GridStorage.Name)] IGrainStorage storage,
    ILogger<GalleryGrain> logger) : Grain, IGalleryGrain
{
    private const string StateName = "gallery";

    // Answers use the durable state only: a shard that is not recorded in storage must not be searched or filled.
    private GalleryState _durable = new();
    private WriteOutcome _outcome = null!;

    private long? _registryVersion;

    private string Name => GridKeys.NameOf(this.GetPrimaryKeyString());

    private string Tenant => GridKeys.TenantOf(this.GetPrimaryKeyString());

    private IGalleryDirectoryGrain Directory => GrainFactory.GetGrain<IGalleryDirectoryGrain>(Tenant);

    private IModelRegistryGrain Registry => GrainFactory.GetGrain<IModelRegistryGrain>(Tenant);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _durable = GalleryShards.Copy(state.State);
        _outcome = new WriteOutcome(this, WriteOutcome.Probe<GalleryState>(storage, StateName, this.GetGrainId()), logger);
        if (_durable.Shards.Count > 0)
        {
            try
            {
                // A gallery that is older than the directory is not in it yet.
                await Directory.Add(Name);
                await ReadRegistryVersion();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The gallery itself is usable: searches read the registry for every probe, and the next activation
                // retries.
            }
        }
    }

    public async Task<GalleryDescription> Describe()
    {
        // Most galleries have one model version only, and need no call to the registry.
        var now = _durable;
        var (version, shards) = Answering(now, now.Others.Count > 0 ? await Registry.GetActive() : null);
        var rebalance = GalleryShards.RebalanceOf(now, version);
        var policy = now.Policy ?? DecisionPolicy.Default;
        return new GalleryDescription(Name, version, [.. shards], policy, now.Layout, rebalance, _registryVersion);
    }

    public Task RegistryChanged(long version)
    {
        _registryVersion = Math.Max(_registryVersion ?? 0, version);
        return Task.CompletedTask;
    }

    public Task SetPolicy(DecisionPolicy policy)
    {
        if (!(policy.Fpir is > 0 and <= 1))
        {
            throw Invalid($"an FPIR of {policy.Fpir} is not a share above 0 and at most 1");
        }

        if (policy.Threshold is { } threshold && !(threshold is > 0 and <= 4))
        {
            throw Invalid($"a threshold of {threshold} is not a squared distance above 0 and at most 4");
        }

        if (!(policy.LiveThreshold is > 0 and <= 1))
        {
            throw Invalid($"a liveness threshold of {policy.LiveThreshold} is not above 0 and at most 1");
        }

        var changed = GalleryShards.Copy(_durable);
        changed.Policy = policy;
        return Write(changed);
    }

    /// <summary>The model version that the gallery answers with, given the tenant's active one, and its shards.</summary>
    private static (string? ModelVersion, List<int> Shards) Answering(GalleryState state, string? active) =>
        active is not null && state.Others.TryGetValue(active, out var shards) ? (active, shards) : (state.ModelVersion, state.Shards);

    private GridRequestException Invalid(string reason) =>
        new(GridError.InvalidRequest, $"gallery '{Name}'", reason);

    /// <summary>To be called once the gallery is in the directory, so that it is notified of every later change of the registry.</summary>
    private async Task ReadRegistryVersion() => await RegistryChanged(await Registry.StateVersion());

    private async Task Write(GalleryState changed)
    {
        await StateWriting.Write(state, changed, GalleryShards.Copy(_durable), _outcome.EndUnlessDefinite);
        _durable = GalleryShards.Copy(changed);
    }
}
