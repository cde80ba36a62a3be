using System.Numerics;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>The steps of rendering and their reusable buffers; one instance for each thread.</summary>
internal sealed class RenderPass
{
    private readonly SurfaceMesh _mesh = new();
    private readonly HeadBuilder _builder = new();
    private readonly SampleBuffer _samples = new();
    private readonly ShadowCaster _shadows = new();
    private readonly LinearImage _image = new();
    private readonly Hairline _hair = new();
    private readonly Hairline _hat = new();
    private readonly PhotoFinish _finish = new();
    private readonly float[] _strands = new float[360];

    public RgbImage Render(PersonTraits person, PhotoConditions photo, int size)
    {
        var face = new FaceGeometry(person, photo);
        var palette = new Palette(person);
        var light = new Lighting(photo);
        Build(face, person, photo);
        var projection = Place(face, photo, size);
        _shadows.Cast(_mesh, light, photo);
        _mesh.Project(projection);
        _samples.Clear(size * 2);
        _samples.Draw(_mesh, 2, _strands, castersOnly: false);

        _image.Resize(size);
        BackgroundPainter.Paint(_image, photo);
        new SurfaceResolver(_mesh, _samples).Resolve(new FacePainter(person, photo, face, palette, light, _hair), _image, size);
        var overlay = new OverlayPainter(person, photo, palette, light);
        if (photo.Occluder == Occluder.Sunglasses || (person.Glasses != GlassesStyle.None && !photo.GlassesOff))
        {
            PutOnGlasses(overlay, face, person, photo, projection);
        }

        overlay.InFront(_image);
        return _finish.Develop(_image, photo);
    }

    /// <summary>Positions of the five landmarks in the image that <see cref="Render"/> makes of the same arguments.</summary>
    public ImagePoint[] Landmarks(PersonTraits person, PhotoConditions photo, int size)
    {
        var face = new FaceGeometry(person, photo);
        Build(face, person, photo);
        var projection = Place(face, photo, size);
        Span<Vector3> five = stackalloc Vector3[5];
        _builder.Landmarks(_mesh, face, photo, five);
        var points = new ImagePoint[five.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var seen = projection.Apply(five[i]);
            points[i] = new ImagePoint(seen.X, seen.Y);
        }

        return points;
    }

    private void Build(FaceGeometry face, PersonTraits person, PhotoConditions photo)
    {
        _hair.Set(angle => Hairline.OwnEdge(person, angle), person.HeadWidth);
        var hatEdge = photo.Occluder == Occluder.Beanie ? -17f : -27f;
        _hat.Set(angle => hatEdge + (10 * Smooth(0.9f, 1.5f, Math.Abs(angle))), person.HeadWidth);
        FillStrands(person);
        _builder.Build(_mesh, face, person, photo, _hair, _hat);
    }

    /// <summary>The projection that maps the five landmarks to the template, with the photo's misalignment.</summary>
    private Projection Place(FaceGeometry face, PhotoConditions photo, int size)
    {
        Span<Vector3> five = stackalloc Vector3[5];
        _builder.Landmarks(_mesh, face, photo, five);
        Span<Vector2> template =
        [
            new(38.29f, 51.70f), new(73.53f, 51.50f), new(56.03f, 71.74f), new(41.55f, 92.37f), new(70.73f, 92.20f),
        ];
        const float degree = Pi / 180;
        float c = Cos(photo.Roll * degree) * photo.Scale, s = Sin(photo.Roll * degree) * photo.Scale;
        var unit = size / 112f;
        foreach (ref var p in template)
        {
            float x = p.X - 56, y = p.Y - 70;
            p = new Vector2(56 + (c * x) - (s * y) + photo.ShiftX, 70 + (s * x) + (c * y) + photo.ShiftY) * unit;
        }

        return Projection.Align(photo.CameraDistance, five, template);
    }

    private void FillStrands(PersonTraits t)
    {
        var coarse = 0.8f + (3f * t.HairCurl);
        for (var i = 0; i < _strands.Length; i++)
        {
            _strands[i] = (coarse * Noise(i * 0.16f, 0.5f, t.TextureSeed + 71)) + (1.1f * Noise(i * 0.55f, 0.5f, t.TextureSeed + 72));
        }
    }

    private void PutOnGlasses(OverlayPainter overlay, FaceGeometry face, PersonTraits t, PhotoConditions photo, Projection projection)
    {
        var pivot = new Vector3(0, 6, -8);
        var turn = new Rotation(photo.Yaw, photo.Pitch, photo.Roll);
        var bridge = _builder.DepthAt(_mesh, new Vector2(0, face.EyeY - 1)) + 1.5f;
        var depth = Math.Max(bridge, _builder.DepthAt(_mesh, new Vector2(face.EyeX, face.EyeY)) + 6);
        var middle = new Vector3(0, face.EyeY + 1.5f, depth);
        Vector3 See(Vector3 p) => projection.Apply(turn.Apply(p - pivot) + pivot);
        var ear = new Vector3(t.HeadWidth + 0.5f, t.EarHeight - (t.EarSize * 0.55f), -4);
        overlay.Glasses(
            _image,
            _samples,
            See(middle),
            See(middle + new Vector3(1, 0, 0)),
            See(middle + new Vector3(0, 1, 0)),
            See(ear * new Vector3(-1, 1, 1)),
            See(ear));
    }
}
