using System.Numerics;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>The steps of one render and the buffers they reuse; one per thread.</summary>
internal sealed class RenderPass
{
    private const int ShadowSide = 80;

    private readonly SurfaceMesh _mesh = new();
    private readonly HeadBuilder _builder = new();
    private readonly SampleBuffer _samples = new();
    private readonly SampleBuffer _shadow = new();
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
        CastShadows(light, photo);
        _mesh.Project(projection);
        _samples.Clear(size * 2);
        _samples.Draw(_mesh, 2, _strands, castersOnly: false);

        _image.Resize(size);
        BackgroundPainter.Paint(_image, photo);
        Resolve(new FacePainter(person, photo, face, palette, light, _hair), size);
        var overlay = new OverlayPainter(person, photo, palette, light);
        if (photo.Occluder == Occluder.Sunglasses || (person.Glasses != GlassesStyle.None && !photo.GlassesOff))
        {
            PutOnGlasses(overlay, face, person, photo, projection);
        }

        overlay.InFront(_image);
        return _finish.Develop(_image, photo);
    }

    /// <summary>Where the five landmarks are in the picture that <see cref="Render"/> makes of the same arguments.</summary>
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

    /// <summary>The template's landmarks, misaligned by the photo's conditions, in pixels.</summary>
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

    /// <summary>Sees the head from the light and finds for every vertex how much of the light reaches it.</summary>
    private void CastShadows(Lighting light, PhotoConditions photo)
    {
        if (photo.Shadow <= 0.02f || photo.KeyLight < 0.05f)
        {
            return;
        }

        var forward = light.Direction;
        var right = Normalize(new Vector3(forward.Z, 0, -forward.X));
        var down = new Vector3(
            (forward.Y * right.Z) - (forward.Z * right.Y),
            (forward.Z * right.X) - (forward.X * right.Z),
            (forward.X * right.Y) - (forward.Y * right.X));
        const float scale = ShadowSide / 170f;
        for (var v = 0; v < _mesh.VertexCount; v++)
        {
            var p = _mesh.Seen[v];
            _mesh.Screen[v] = new Vector3((Dot(p, right) + 85) * scale, (Dot(p, down) + 85) * scale, Dot(p, forward));
        }

        _shadow.Clear(ShadowSide);
        _shadow.Draw(_mesh, 1, default, castersOnly: true);
        var depth = _shadow.Depth;
        for (var v = 0; v < _mesh.VertexCount; v++)
        {
            // Nothing to gain where the surface is turned away from the camera or from the light.
            var normal = _mesh.Normal[v];
            if (normal.Z < -0.3f || Dot(normal, forward) < -0.35f)
            {
                continue;
            }

            var at = _mesh.Screen[v];
            float px = at.X - 0.5f, py = at.Y - 0.5f;
            int ix = (int)MathF.Floor(px), iy = (int)MathF.Floor(py);
            if (ix < 1 || iy < 1 || ix >= ShadowSide - 2 || iy >= ShadowSide - 2)
            {
                continue;
            }

            float fx = px - ix, fy = py - iy, lit = 0;
            var bias = at.Z + 4.2f;
            for (var dy = -1; dy <= 2; dy++)
            {
                var row = ((iy + dy) * ShadowSide) + ix;
                var wy = dy == -1 ? 1 - fy : dy == 2 ? fy : 1;
                for (var dx = -1; dx <= 2; dx++)
                {
                    var wx = dx == -1 ? 1 - fx : dx == 2 ? fx : 1;
                    lit += wx * wy * Saturate((bias - depth[row + dx]) * 0.67f);
                }
            }

            _mesh.Lit[v] = lit * (1f / 9);
        }
    }

    /// <summary>Paints once per pixel where its four samples agree, otherwise once per surface in it.</summary>
    private void Resolve(FacePainter painter, int size)
    {
        var wide = size * 2;
        var pixels = _image.Pixels;
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var at = (y * 2 * wide) + (x * 2);
                int t0 = _samples.Triangle[at], t1 = _samples.Triangle[at + 1], t2 = _samples.Triangle[at + wide], t3 = _samples.Triangle[at + wide + 1];
                if ((t0 | t1 | t2 | t3) < 0)
                {
                    if (t0 < 0 && t1 < 0 && t2 < 0 && t3 < 0)
                    {
                        continue;
                    }
                }
                else if (SameSurface(at, wide, t0, t1, t2, t3))
                {
                    pixels[(y * size) + x] = new Vector4(painter.Paint(Middle(at, at + wide + 1, t0, t3)), 0);
                    continue;
                }

                var behind = pixels[(y * size) + x].AsVector3();
                var c0 = t0 < 0 ? behind : painter.Paint(Unit(Point(at)));
                var c1 = t1 < 0 ? behind : Near(at + 1, at) ? c0 : painter.Paint(Unit(Point(at + 1)));
                var c2 = t2 < 0 ? behind : Near(at + wide, at) ? c0 : painter.Paint(Unit(Point(at + wide)));
                var c3 = t3 < 0 ? behind
                    : Near(at + wide + 1, at + 1) ? c1
                    : Near(at + wide + 1, at + wide) ? c2
                    : painter.Paint(Unit(Point(at + wide + 1)));
                pixels[(y * size) + x] = new Vector4((c0 + c1 + c2 + c3) * 0.25f, 0);
            }
        }
    }

    private bool SameSurface(int at, int wide, int t0, int t1, int t2, int t3)
    {
        var layer = _mesh.Layer[t0];
        if (_mesh.Layer[t1] != layer || _mesh.Layer[t2] != layer || _mesh.Layer[t3] != layer)
        {
            return false;
        }

        float d0 = _samples.Depth[at], d3 = _samples.Depth[at + wide + 1];
        return d0 - d3 is < 5 and > -5;
    }

    /// <summary>Two samples of one surface that are near enough to share a colour.</summary>
    private bool Near(int a, int b)
    {
        int ta = _samples.Triangle[a], tb = _samples.Triangle[b];
        return tb >= 0 && _mesh.Layer[ta] == _mesh.Layer[tb] && _samples.Depth[a] - _samples.Depth[b] is < 4 and > -4;
    }

    private static SurfacePoint Unit(in SurfacePoint p) => p with { Normal = Normalize(p.Normal) };

    /// <summary>The place half-way between two samples of one surface.</summary>
    private SurfacePoint Middle(int first, int last, int firstTriangle, int lastTriangle)
    {
        if (firstTriangle == lastTriangle)
        {
            return Unit(Point(
                firstTriangle,
                (_samples.Second[first] + _samples.Second[last]) * 0.5f,
                (_samples.Third[first] + _samples.Third[last]) * 0.5f));
        }

        var a = Point(first);
        var b = Point(last);
        return new SurfacePoint(
            a.Layer,
            (a.Place + b.Place) * 0.5f,
            Normalize(a.Normal + b.Normal),
            (a.Angle + b.Angle) * 0.5f,
            (a.Mask + b.Mask) * 0.5f,
            (a.Cavity + b.Cavity) * 0.5f,
            (a.Lit + b.Lit) * 0.5f);
    }

    private SurfacePoint Point(int sample) => Point(_samples.Triangle[sample], _samples.Second[sample], _samples.Third[sample]);

    /// <summary>Interpolates a triangle's corners; the normal is not yet of length 1.</summary>
    private SurfacePoint Point(int triangle, float v, float w)
    {
        int a = _mesh.Corners[triangle * 3], b = _mesh.Corners[(triangle * 3) + 1], c = _mesh.Corners[(triangle * 3) + 2];
        var u = 1 - v - w;
        var normal = (_mesh.Normal[a] * u) + (_mesh.Normal[b] * v) + (_mesh.Normal[c] * w);
        var layer = _mesh.Layer[triangle];
        if (normal.Z < 0 && layer != SurfaceLayer.Head)
        {
            normal = -normal;
        }

        return new SurfacePoint(
            layer,
            (_mesh.Place[a] * u) + (_mesh.Place[b] * v) + (_mesh.Place[c] * w),
            normal,
            (_mesh.Angle[a] * u) + (_mesh.Angle[b] * v) + (_mesh.Angle[c] * w),
            (_mesh.Mask[a] * u) + (_mesh.Mask[b] * v) + (_mesh.Mask[c] * w),
            (_mesh.Cavity[a] * u) + (_mesh.Cavity[b] * v) + (_mesh.Cavity[c] * w),
            (_mesh.Lit[a] * u) + (_mesh.Lit[b] * v) + (_mesh.Lit[c] * w));
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
