using FaceGrid.Grains.Storage;
using Orleans.Storage;

namespace FaceGrid.Grains.Galleries;

/// <inheritdoc cref="IGalleryDirectoryGrain"/>
public sealed class GalleryDirectoryGrain(
    [PersistentState("directory", GridStorage.Name)] IPersistentState<GalleryDirectoryState> state) : Grain, IGalleryDirectoryGrain
{
    public async Task Add(string gallery)
    {
        var before = state.State.Galleries;
        if (before.Contains(gallery))
        {
            return;
        }

        state.State = new GalleryDirectoryState { Galleries = [.. before.Append(gallery).Order(StringComparer.Ordinal)] };
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
            state.State = new GalleryDirectoryState { Galleries = before };
            throw;
        }
    }

    public Task<IReadOnlyList<string>> List() => Task.FromResult<IReadOnlyList<string>>([.. state.State.Galleries]);
}
