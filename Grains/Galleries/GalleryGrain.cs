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
        description = new GalleryDescription(Name, state.State.ModelVersion, [.. state.State.Shards]);
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

    private async Task Open(string modelVersion, int shard)
    {
        state.State = new GalleryState { ModelVersion = modelVersion, Shards = [.. description.Shards, shard] };
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
            state.State = new GalleryState { ModelVersion = description.ModelVersion, Shards = [.. description.Shards] };
            throw;
        }

        description = new GalleryDescription(Name, modelVersion, [.. state.State.Shards]);
    }
}
