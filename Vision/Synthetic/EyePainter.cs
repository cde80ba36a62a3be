using System.Numerics;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Paints lids, lashes and eyeballs.</summary>
internal sealed class EyePainter(PersonTraits traits, PhotoConditions photo, FaceGeometry face, Palette palette, Lighting light)
{
    private static readonly Vector3 White = new(0.58f, 0.56f, 0.54f);

    /// <summary>Darkens the skin by lid creases and lashes, and paints the eyeball where the lids are open.</summary>
    /// <param name="p">The place on the head.</param>
    /// <param name="x">Its horizontal coordinate, template units.</param>
    /// <param name="y">Its vertical coordinate, template units.</param>
    /// <param name="albedo">Colour of the skin, changed in place.</param>
    /// <param name="eye">Colour of the eyeball with its light.</param>
    /// <param name="cover">Share of the place that the eyeball takes, 0 to 1.</param>
    /// <returns>Whether the eyeball is visible here.</returns>
    public bool TryPaint(in SurfacePoint p, float x, float y, ref Vector3 albedo, out Vector3 eye, out float cover)
    {
        var side = x < 0 ? -1f : 1f;
        var dx = x - (side * face.EyeX);
        var u = side * dx / traits.EyeWidth;
        var v = y - face.EyeY + (traits.EyeTilt * side * dx);
        eye = default;
        cover = 0;
        var uu = u * u;
        var inside = Math.Max(0, 1 - uu);
        var shape = inside * (1 + (0.35f * uu) - (0.12f * u));
        var smile = Math.Max(0, photo.Smile);
        var open = 1 - photo.EyeClosure;
        var up = ((traits.EyeOpening * open * (1 - (0.16f * smile)) * (1 + (0.1f * photo.BrowRaise))) - (1.6f * (1 - open))) * shape;
        var low = ((traits.EyeOpening * 0.38f) + 0.5f - (0.5f * smile)) * inside * (1 + (0.15f * u));
        var above = v + up;
        var below = low - v;

        // Crease and shadow of the upper lid.
        if (uu < 1.5f && above < 0)
        {
            var high = traits.LidHeight * (0.8f + (0.25f * u)) * Math.Max(0.3f, 1.1f - (0.5f * uu));
            var crease = Smooth(1.1f, 0.1f, Math.Abs(above + high)) * Smooth(1.4f, 0.8f, uu) * traits.LidCrease;
            albedo *= 1 - (0.42f * crease);
        }

        // Lashes and lid edges, also beyond the corners a little.
        var rim = Smooth(1.2f, 0.9f, uu);
        var liner = 0.75f + (0.35f * traits.Lashes) + (0.5f * traits.EyeMakeup);
        var line = Smooth(liner, liner * 0.3f, Math.Abs(above + 0.15f)) * rim * (0.45f + (0.55f * traits.Lashes)) * (0.75f + (0.25f * u));
        var lowLine = Smooth(0.8f, 0.2f, Math.Abs(below + 0.2f)) * rim * (0.22f + (0.3f * traits.EyeMakeup) + (0.12f * traits.Lashes));
        albedo *= 1 - Math.Max(0.88f * Saturate(line), 0.6f * lowLine);

        cover = Smooth(-0.45f, 0.45f, Math.Min(above, below)) * (uu < 1 ? 1 : 0);
        if (cover <= 0)
        {
            return false;
        }

        var gx = dx - (photo.GazeX * 2.4f) - (side * -0.2f);
        var gy = v + (0.22f * traits.EyeOpening) - (photo.GazeY * 1.3f);
        var r = MathF.Sqrt((gx * gx) + (gy * gy));
        var radius = traits.IrisSize;
        var white = White * Mix(0.72f, 1, inside);
        white = Mix(white, new Vector3(0.6f, 0.3f, 0.28f), 0.5f * Smooth(-0.78f, -0.95f, u));
        var ring = Smooth(radius * 0.62f, radius, r);
        var iris = palette.Iris * (1.25f - (0.75f * ring) + (0.25f * Saturate(gy / radius)));
        var colour = Mix(iris, white, Smooth(radius - 0.45f, radius + 0.45f, r));
        colour *= 1 - (0.93f * Smooth((radius * 0.42f) + 0.4f, (radius * 0.42f) - 0.4f, r));
        colour *= Mix(0.42f, 1, Smooth(-0.2f, 2.2f, above));

        // The eyeball is rounder than the lids around it.
        var ball = Normalize(p.Normal + new Vector3(dx * 0.035f, v * 0.05f, 0.35f));
        eye = light.Shade(colour, p, ball, 0.4f, 0, 0);
        var lx = gx - (1.3f * light.Direction.X);
        var ly = gy - (1.5f * light.Direction.Y) + 0.4f;
        eye += new Vector3(0.65f) * (photo.KeyLight * Smooth(1.0f, 0.25f, MathF.Sqrt((lx * lx) + (ly * ly))));
        eye *= 1 - (0.85f * Saturate(line) * Smooth(1.2f, 0, above));
        return true;
    }
}
