using FaceGrid.Grains.Interfaces;

namespace FaceGrid.Grains.Visualization;

/// <content>Uploaded photos.</content>
public sealed partial class FeatureSearchGrain
{
    public async Task DeletePhotos(CancellationToken cancellationToken)
    {
        var search = GridKeys.NameOf(this.GetPrimaryKeyString());
        foreach (var image in spec.State.Images)
        {
            await photos.Delete(search, image, cancellationToken);
        }
    }
}
