using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// Renders photos of made-up people: a triangulated head of about 3,100 vertices with ears, hair, neck and clothes, seen
/// in perspective, lit by one main light with self-shadow and by light from everywhere, with features painted onto the
/// surface, and finished like a photo (blur, noise, tone, compression).
/// </summary>
/// <remarks>
/// The picture is placed as face alignment would place it: the five landmarks of the turned face are brought onto the
/// 112 x 112 template by a similarity, then misaligned by what <see cref="PhotoConditions"/> says. The result depends on
/// the arguments only, bit for bit, whatever machine or thread computes it.
/// </remarks>
public static class FaceRenderer
{
    [ThreadStatic]
    private static RenderPass? _pass;

    /// <summary>Renders one photo. Safe to call from many threads at once; each keeps its own buffers of about 4 MB.</summary>
    /// <param name="person">Who.</param>
    /// <param name="photo">Under which conditions.</param>
    /// <param name="size">Side of the square picture in pixels, 16 to 512; the face fills the same part of it.</param>
    /// <returns>An aligned crop of size x size pixels.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is outside its range.</exception>
    public static RgbImage Render(PersonTraits person, PhotoConditions photo, int size = FaceTemplate.Size)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 512);
        _pass ??= new RenderPass();
        return _pass.Render(person, photo, size);
    }

    /// <summary>
    /// Where eyes, nose tip and corners of the mouth of the turned head are in the picture that <see cref="Render"/> makes of
    /// the same arguments: the truth for whoever looks for them. What covers the face does not hide them.
    /// </summary>
    /// <returns>The five of <see cref="FaceLandmarks"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is outside its range.</exception>
    public static FaceLandmarks Landmarks(PersonTraits person, PhotoConditions photo, int size = FaceTemplate.Size)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 512);
        _pass ??= new RenderPass();
        return new FaceLandmarks(_pass.Landmarks(person, photo, size));
    }
}
