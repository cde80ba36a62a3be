using FaceGrid.Grains.Storage;
using Orleans.Storage;

namespace FaceGrid.Grains.Galleries;

/// <inheritdoc cref="IGalleryGrain"/>
public sealed class GalleryGrain(
    [PersistentState("gallery", GridStorage.Name)] IPersistentState<GalleryState> state) : Grain, IGalleryGrain
{
    // Only what is durable is told: a shard that nobody could find again must not be searched or filled.
    private GalleryDescription description = null!;

    private string Name => GridKeys.NameOf(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        description = Describe(state.State);
        return Task.CompletedTask;
    }

    public Task<GalleryDescription> Describe() => Task.FromResult(description);

    public async Task<int> Reserve(string modelVersion, int? fullShard)
    {
        if (description.ModelVersion is { } bound && bound != modelVersion)
        {
            throw new GridRequestException(
                GridError.ModelMismatch, $"gallery '{Name}'", $"holds templates of model {bound}, which are never compared with {modelVersion}");
        }

        var newest = description.Shards.Count == 0 ? (int?)null : description.Shards[^1];
        if (newest is null || newest == fullShard)
        {
            newest = (newest ?? -1) + 1;
            await Open(modelVersion, newest.Value);
        }

        return newest.Value;
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

        return Write(new GalleryState { ModelVersion = description.ModelVersion, Shards = [.. description.Shards], Policy = policy });
    }

    private GridRequestException Refused(string reason) =>
        new(GridError.InvalidRequest, $"gallery '{Name}'", reason);

    private Task Open(string modelVersion, int shard) => Write(
        new GalleryState { ModelVersion = modelVersion, Shards = [.. description.Shards, shard], Policy = StoredPolicy });

    private async Task Write(GalleryState changed)
    {
        var before = new GalleryState { ModelVersion = description.ModelVersion, Shards = [.. description.Shards], Policy = StoredPolicy };
        state.State = changed;
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
            state.State = before;
            throw;
        }

        description = Describe(changed);
    }

    private DecisionPolicy? StoredPolicy => ReferenceEquals(description.Policy, DecisionPolicy.Default) ? null : description.Policy;

    private GalleryDescription Describe(GalleryState stored) =>
        new(Name, stored.ModelVersion, [.. stored.Shards], stored.Policy ?? DecisionPolicy.Default);
}
