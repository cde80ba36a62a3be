using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Client;

/// <content>The self-audit of galleries.</content>
public sealed partial class FaceClient
{
    /// <summary>
    /// How far the people of a gallery lie apart, and pairs that are too near to be two people; null: no person is enrolled.
    /// </summary>
    /// <param name="gallery">As <see cref="Describe"/> returned it.</param>
    public async Task<GalleryAudit?> Audit(GalleryDescription gallery) => gallery.ModelVersion is { } version
        ? await Persist(() => Statistics(gallery.Gallery).Audit(version, gallery.Policy.Fusion))
        : null;
}
