using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.Options;

namespace FaceGrid.Grains.Galleries;

/// <inheritdoc cref="IGalleryGrain"/>
/// <remarks>
/// Which version the gallery answers with is no state of its own: it is the tenant's active one if the gallery has shards for it, else the one
/// that it was bound to. So the tenant's one write switches all its galleries.
/// </remarks>
public sealed partial class GalleryGrain(
    [PersistentState("gallery", GridStorage.Name)] IPersistentState<GalleryState> state,
    IOptions<ShardOptions> options) : Grain, IGalleryGrain
{
    // Only what is durable is told: a shard that nobody could find again must not be searched or filled.
    private GalleryState _durable = new();

    private string Name => GridKeys.NameOf(this.GetPrimaryKeyString());

    private string Tenant => GridKeys.TenantOf(this.GetPrimaryKeyString());

    private IGalleryDirectoryGrain Directory => GrainFactory.GetGrain<IGalleryDirectoryGrain>(Tenant);

    private IModelRegistryGrain Registry => GrainFactory.GetGrain<IModelRegistryGrain>(Tenant);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _durable = Copy(state.State);
        if (_durable.Shards.Count > 0)
        {
            try
            {
                // Galleries from before there was a directory are not in it yet.
                await Directory.Add(Name);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The gallery itself is sound; the next activation tries again.
            }
        }
    }

    public async Task<GalleryDescription> Describe()
    {
        // Most galleries know one version only, and ask nobody.
        var now = _durable;
        var active = now.Others.Count > 0 ? await Registry.GetActive() : null;
        return active is not null && now.Others.TryGetValue(active, out var shards)
            ? Describe(now, active, shards)
            : Describe(now, now.ModelVersion, now.Shards);
    }

    public async Task<int> Reserve(string modelVersion, int? fullShard)
    {
        var description = await Describe();
        if ((description.ModelVersion ?? await Registry.GetActive()) is { } bound && bound != modelVersion)
        {
            throw new GridRequestException(
                GridError.ModelMismatch, $"gallery '{Name}'", $"holds templates of model {bound}, which are never compared with {modelVersion}");
        }

        return await ReserveFor(modelVersion, fullShard);
    }

    public async Task<int> ReserveFor(string modelVersion, int? fullShard)
    {
        if (Filling(modelVersion) is { } filling && filling != fullShard)
        {
            return filling;
        }

        if (await WithRoom(modelVersion, fullShard) is { } known)
        {
            _filled[modelVersion] = known;
            return known;
        }

        // First: a name without shards does no harm, shards that nobody finds by their tenant would be left behind.
        await Directory.Add(Name);
        var changed = Copy(_durable);
        var number = Open(changed, modelVersion);
        await Write(changed);
        _filled[modelVersion] = number;
        return number;
    }

    public Task SetPolicy(DecisionPolicy policy)
    {
        if (!(policy.Fpir is > 0 and <= 1))
        {
            throw Refused($"an FPIR of {policy.Fpir} is not a share above 0 and at most 1");
        }

        if (policy.Threshold is { } threshold && !(threshold is > 0 and <= 4))
        {
            throw Refused($"a threshold of {threshold} is not a squared distance above 0 and at most 4");
        }

        if (!(policy.LiveThreshold is > 0 and <= 1))
        {
            throw Refused($"a liveness threshold of {policy.LiveThreshold} is not above 0 and at most 1");
        }

        var changed = Copy(_durable);
        changed.Policy = policy;
        return Write(changed);
    }

    private static GalleryState Copy(GalleryState of) => new()
    {
        ModelVersion = of.ModelVersion,
        Shards = [.. of.Shards],
        Policy = of.Policy,
        Others = of.Others.ToDictionary(o => o.Key, o => o.Value.ToList(), StringComparer.Ordinal),
        Layout = of.Layout,
        Rebalance = of.Rebalance,
        HighestClosed = of.HighestClosed,
    };

    private GalleryDescription Describe(GalleryState stored, string? modelVersion, IReadOnlyList<int> shards) =>
        new(Name, modelVersion, [.. shards], stored.Policy ?? DecisionPolicy.Default, stored.Layout, Moving(stored, modelVersion));

    private GridRequestException Refused(string reason) =>
        new(GridError.InvalidRequest, $"gallery '{Name}'", reason);

    private async Task Write(GalleryState changed)
    {
        await this.Write(state, changed, Copy(_durable));
        _durable = Copy(changed);
    }
}
