namespace FaceGrid.Vision.Imaging;

public static class ImageLimits
{
    /// <summary>50 megapixels: more than any phone or door camera delivers, and 150 MB once decoded.</summary>
    public const long DefaultMaxPixels = 50_000_000;
}
