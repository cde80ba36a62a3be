using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Visualization;

namespace FaceGrid.Grains.Visualization;

/// <content>Photos: those that could not be used, and uploaded ones.</content>
public sealed partial class FeatureSearchGrain
{
    private const int SkippedPage = 500;

    public Task<IReadOnlyList<SkippedImage>> Skipped(int from) =>
        Task.FromResult<IReadOnlyList<SkippedImage>>(_durable.Skipped.Where(s => s.Image >= from).Take(SkippedPage).ToList());

    public async Task DeletePhotos(CancellationToken cancellationToken)
    {
        var search = GridKeys.NameOf(this.GetPrimaryKeyString());
        foreach (var image in spec.State.Images)
        {
            await photos.Delete(search, image, cancellationToken);
        }
    }
}
