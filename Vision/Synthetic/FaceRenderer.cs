using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// Renders photos of synthetic people: a triangulated head of about 3,100 vertices with ears, hair, neck and clothes in perspective
/// projection, lit by one directional light with self-shadowing and by ambient light, with procedurally painted features, and
/// degraded like a photo (blur, noise, tone curve, compression).
/// </summary>
/// <remarks>
/// The image is positioned as by face alignment: a similarity maps the five landmarks of the rotated face to the 112 x 112
/// template, followed by the misalignment of <see cref="PhotoConditions"/>. The result depends on the arguments only, bit for bit,
/// on every machine and thread.
/// </remarks>
public static class FaceRenderer
{
    [ThreadStatic]
    private static RenderPass? s_pass;

    /// <summary>Renders one photo. Safe for concurrent calls; each thread keeps buffers of about 4 MB.</summary>
    /// <param name="person">The person.</param>
    /// <param name="photo">The conditions of the photo.</param>
    /// <param name="size">Side of the square image in pixels, 16 to 512.</param>
    /// <returns>An aligned crop of size x size pixels.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is outside its range.</exception>
    public static RgbImage Render(PersonTraits person, PhotoConditions photo, int size = FaceTemplate.Size)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 512);
        s_pass ??= new RenderPass();
        return s_pass.Render(person, photo, size);
    }

    /// <summary>
    /// Ground truth for landmark detection: the positions of eyes, nose tip and corners of the mouth in the image that
    /// <see cref="Render"/> makes of the same arguments, in pixels. Occluded landmarks are included.
    /// </summary>
    /// <returns>Five landmarks.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is outside its range.</exception>
    public static FaceLandmarks Landmarks(PersonTraits person, PhotoConditions photo, int size = FaceTemplate.Size)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 512);
        s_pass ??= new RenderPass();
        return new FaceLandmarks(s_pass.Landmarks(person, photo, size));
    }
}
