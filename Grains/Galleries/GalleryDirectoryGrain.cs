using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Storage;

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

        var changed = new GalleryDirectoryState { Galleries = [.. before.Append(gallery).Order(StringComparer.Ordinal)] };
        await this.Write(state, changed, state.State);
    }

    public Task<IReadOnlyList<string>> List() => Task.FromResult<IReadOnlyList<string>>([.. state.State.Galleries]);
}
