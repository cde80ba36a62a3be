using System.Numerics;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// Renders bursts of frames of made-up people: live ones, and attacks with a still or filmed picture of them. Every frame is
/// aligned to the template by its own landmarks with a small error, as a detector's would be, and every frame, live or not,
/// is resampled once and gets its own noise, so that neither tells them apart. Depends on its arguments only.
/// </summary>
public static class BurstRenderer
{
    /// <summary>Frames of a burst: about a second.</summary>
    public const int Frames = 16;

    /// <summary>The face is rendered smaller in a larger picture, so that a turned sheet shows no border.</summary>
    private const float Shrunk = 0.8f;

    /// <param name="seed">Conditions, movement and noise; unrelated to the person's.</param>
    /// <param name="size">Side of the frames in pixels, 28 to 224.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is outside its range.</exception>
    public static FaceBurst Render(PersonTraits person, BurstKind kind, ulong seed, int size = FaceTemplate.Size)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 28);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 224);
        var r = new SeededRandom(seed, 40 + (ulong)kind);
        var scene = PhotoConditions.FromSeed(r.NextUInt64(), Difficulty.Everyday) with
        {
            Noise = 0, JpegQuality = 0, MotionLength = 0, ShiftX = 0, ShiftY = 0, Scale = Shrunk, Roll = 0, EyeClosure = r.Uniform(0, 0.2f),
        };
        var filmed = kind is BurstKind.Live or BurstKind.ReplayedFilm;
        var head = new HeadMotion(ref r, scene);
        var sheet = kind == BurstKind.Live ? null : new SheetMotion(ref r, kind);
        var camera = new FrameFinish(ref r, kind, size);
        var source = (int)MathF.Ceiling(size / Shrunk);
        var frames = new RgbImage[Frames];
        var closure = new float[Frames];
        RgbImage? picture = null;
        Vector2[] landmarks = [];
        for (var t = 0; t < Frames; t++)
        {
            var now = filmed ? head.At(t) : scene;
            closure[t] = now.EyeClosure;
            if (picture is null || filmed)
            {
                picture = FaceRenderer.Render(person, now, source);
                landmarks = Landmarks(person, now, source);
            }

            sheet?.Hold(t, landmarks);
            frames[t] = camera.Take(picture, sheet?.Sheet, t);
        }

        return new FaceBurst(kind, frames, closure);
    }

    /// <summary>The place in a rendered picture of a place on the template, both with the origin at the corner.</summary>
    internal static Vector2 InPicture(Vector2 template, int side) => (Sheet.Centre + ((template - Sheet.Centre) * Shrunk)) * (side / 112f);

    private static Vector2[] Landmarks(PersonTraits person, PhotoConditions photo, int side) =>
        [.. FaceRenderer.Landmarks(person, photo, side).Points.Select(p =>
            Sheet.Centre + (((new Vector2((float)p.X, (float)p.Y) * (112f / side)) - Sheet.Centre) / Shrunk))];
}
