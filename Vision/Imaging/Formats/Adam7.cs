namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>
/// The interlacing of PNG (ISO/IEC 15948, 8.2): seven passes, each a reduced image of every Dx-th column and Dy-th row from (X, Y).
/// </summary>
internal readonly record struct Adam7(int X, int Y, int Dx, int Dy)
{
    public static ReadOnlySpan<Adam7> Passes => All;

    private static readonly Adam7[] All =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    /// <summary>Columns of the pass for an image of this width; may be 0.</summary>
    public int Columns(int width) => width <= X ? 0 : (int)(((long)width - X + Dx - 1) / Dx);

    /// <summary>Rows of the pass for an image of this height; may be 0.</summary>
    public int Rows(int height) => height <= Y ? 0 : (int)(((long)height - Y + Dy - 1) / Dy);

    /// <summary>Copies the pixels of a pass to their positions in the image.</summary>
    /// <param name="pass"><see cref="Rows"/> x <see cref="Columns"/> of <paramref name="image"/>.</param>
    public void Copy(RgbImage pass, RgbImage image)
    {
        for (var y = 0; y < pass.Height; y++)
        {
            var to = (((Y + (y * Dy)) * image.Width) + X) * 3;
            for (var from = y * pass.Width * 3; from < (y + 1) * pass.Width * 3; from += 3, to += Dx * 3)
            {
                pass.Pixels.AsSpan(from, 3).CopyTo(image.Pixels.AsSpan(to));
            }
        }
    }
}
