namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>
/// Composites straight-alpha pixels over white: samples and alpha are 8-bit values first (16-bit ones are rounded, v * 255 /
/// 65535), then c' = (c a + 255 (255 - a)) / 255, rounded to nearest, on the stored values (no gamma).
/// </summary>
internal static class AlphaOverWhite
{
    /// <param name="rgba">N x 4.</param>
    /// <param name="rgb">N x 3.</param>
    public static void Composite(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        for (var (from, to) = (0, 0); to + 2 < rgb.Length; from += 4, to += 3)
        {
            int a = rgba[from + 3];
            if (a == 255)
            {
                rgb[to] = rgba[from];
                rgb[to + 1] = rgba[from + 1];
                rgb[to + 2] = rgba[from + 2];
                continue;
            }

            var white = (255 * (255 - a)) + 127;
            rgb[to] = (byte)(((rgba[from] * a) + white) / 255);
            rgb[to + 1] = (byte)(((rgba[from + 1] * a) + white) / 255);
            rgb[to + 2] = (byte)(((rgba[from + 2] * a) + white) / 255);
        }
    }
}
