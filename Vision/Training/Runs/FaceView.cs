using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// A face a little moved, turned, enlarged and recoloured about its middle: what another detector, camera or lamp would have made of it.
/// </summary>
internal static class FaceView
{
    private const double Shift = 0.05;
    private const double Turn = 0.15;
    private const double Zoom = 0.1;
    private const double Gain = 0.25;
    private const double Offset = 25;

    /// <param name="strength">0: nothing changes; 1: at most 5 % of the side, 8.6 degrees, a tenth in size, a quarter in contrast, 25 levels.</param>
    public static RgbImage Of(RgbImage face, double strength, Random random)
    {
        double Draw(double most) => ((random.NextDouble() * 2) - 1) * most * strength;

        var (dx, dy) = (Draw(Shift * face.Width), Draw(Shift * face.Height));
        var (sin, cos) = Math.SinCos(Draw(Turn));
        var zoom = 1 + Draw(Zoom);
        var gain = 1 + Draw(Gain);
        var offset = Draw(Offset);
        var levels = Enumerable.Range(0, 3).Select(_ => Levels(gain * (1 + Draw(Gain / 3)), offset)).ToArray();
        var (a, b) = ((int)(65536 * cos / zoom), (int)(65536 * sin / zoom));
        var (middleX, middleY) = ((face.Width - 1) / 2.0, (face.Height - 1) / 2.0);
        var result = new RgbImage(face.Width, face.Height);
        var (most, right) = (face.Width * 3, 3);
        for (var y = 0; y < face.Height; y++)
        {
            // Fixed point with 16 bits: the source of the row's first pixel, then one step right each.
            var (fromX, fromY) = (-middleX, y - middleY);
            var sx = (int)(65536 * (middleX + dx)) + (int)(a * fromX) - (int)(b * fromY);
            var sy = (int)(65536 * (middleY + dy)) + (int)(b * fromX) + (int)(a * fromY);
            var to = y * most;
            for (var x = 0; x < face.Width; x++, sx += a, sy += b, to += 3)
            {
                var (cx, cy) = (Math.Clamp(sx, 0, (face.Width - 1) << 16), Math.Clamp(sy, 0, (face.Height - 1) << 16));
                var (px, py) = (Math.Min(cx >> 16, face.Width - 2), Math.Min(cy >> 16, face.Height - 2));
                var (fx, fy) = ((cx - (px << 16)) >> 8, (cy - (py << 16)) >> 8);
                var at = (py * most) + (px * 3);
                for (var c = 0; c < 3; c++, at++)
                {
                    var top = (face.Pixels[at] * (256 - fx)) + (face.Pixels[at + right] * fx);
                    var bottom = (face.Pixels[at + most] * (256 - fx)) + (face.Pixels[at + most + right] * fx);
                    result.Pixels[to + c] = levels[c][((top * (256 - fy)) + (bottom * fy) + 32768) >> 16];
                }
            }
        }

        return result;
    }

    private static byte[] Levels(double gain, double offset) =>
        [.. Enumerable.Range(0, 256).Select(v => (byte)Math.Clamp(Math.Round(((v - 127.5) * gain) + 127.5 + offset), 0, 255))];
}
