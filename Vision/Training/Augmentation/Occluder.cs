using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Augmentation;

/// <summary>A rectangle of one colour (0xRRGGBB) that lies wholly in the image; in pixels.</summary>
internal readonly record struct Occluder(int X, int Y, int Width, int Height, int Colour)
{
    public void Draw(RgbImage image)
    {
        for (var y = Y; y < Y + Height; y++)
        {
            var row = image.Pixels.AsSpan(((y * image.Width) + X) * 3, Width * 3);
            for (var x = 0; x < row.Length; x += 3)
            {
                (row[x], row[x + 1], row[x + 2]) = ((byte)(Colour >> 16), (byte)(Colour >> 8), (byte)Colour);
            }
        }
    }
}
