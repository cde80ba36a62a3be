using BitMiracle.LibTiff.Classic;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>
/// Reads the first page of a TIFF with LibTiff.NET, which is managed code: damaged files cannot make it read or write outside its arrays
/// (docs/adr/0022).
/// </summary>
internal static class TiffImage
{
    /// <summary>Deflate, the densest of the compressions, expands 1032-fold.</summary>
    private const long MostBitsPerByte = 8 * 1100;

    /// <summary>LibTiff allocates up to 32 bytes for each pixel: 800 MB at most.</summary>
    private const long MostPixels = 25_000_000;

    static TiffImage() => Tiff.SetErrorHandler(new SilentTiffErrors());

    /// <inheritdoc cref="SkiaImage.Decode"/>
    public static RgbImage Decode(ReadOnlyMemory<byte> bytes, string name, Action<int, int> requireWithinLimit)
    {
        try
        {
            return Read(bytes, name, requireWithinLimit);
        }
        catch (Exception e) when (e is not BadInputException and not OutOfMemoryException)
        {
            // On damaged data LibTiff throws index, cast, overflow and argument exceptions.
            throw new BadInputException(name, $"damaged TIFF: {e.Message.ReplaceLineEndings(" ").Trim()}", e);
        }
    }

    private static RgbImage Read(ReadOnlyMemory<byte> bytes, string name, Action<int, int> requireWithinLimit)
    {
        var copy = bytes.ToArray();
        var (statedWidth, statedHeight) = TiffDirectory.Check(copy, name);
        var (width, height) = ((int)Math.Min(statedWidth, int.MaxValue), (int)Math.Min(statedHeight, int.MaxValue));
        if (width == 0 || height == 0)
        {
            throw new BadInputException(name, "damaged TIFF: it states no size");
        }

        requireWithinLimit(width, height);
        if ((long)width * height > MostPixels)
        {
            throw new BadInputException(name, $"a TIFF may have {MostPixels / 1_000_000} megapixels; convert it to PNG");
        }

        using var stream = new MemoryStream(copy, writable: false);
        using var tiff = Tiff.ClientOpen(name, "r", stream, new TiffStream())
            ?? throw new BadInputException(name, "damaged TIFF: its first directory cannot be read");
        if ((Number(tiff, TiffTag.IMAGEWIDTH), Number(tiff, TiffTag.IMAGELENGTH)) != (width, height))
        {
            throw new BadInputException(name, "damaged TIFF: it states two sizes");
        }

        var bits = Math.Max(1L, Number(tiff, TiffTag.BITSPERSAMPLE)) * Math.Max(1, Number(tiff, TiffTag.SAMPLESPERPIXEL));
        if ((long)width * height > bytes.Length * MostBitsPerByte / bits)
        {
            throw new BadInputException(name, "truncated TIFF: it is too short for its size");
        }

        if (!tiff.RGBAImageOK(out var reason))
        {
            throw new BadInputException(name, $"this kind of TIFF is not supported ({reason}); convert it to PNG");
        }

        var raster = new int[width * height];
        if (!tiff.ReadRGBAImageOriented(width, height, raster, Orientation.TOPLEFT, stopOnError: true))
        {
            throw new BadInputException(name, "damaged or truncated TIFF");
        }

        return OverWhite(raster, width, height);
    }

    private static int Number(Tiff tiff, TiffTag tag) => tiff.GetFieldDefaulted(tag) is [var value, ..] ? value.ToInt() : 0;

    /// <summary>LibTiff multiplies colours by their alpha: over white is c + (255 - a).</summary>
    private static RgbImage OverWhite(int[] raster, int width, int height)
    {
        var image = new RgbImage(width, height);
        var pixels = image.Pixels;
        for (var (i, at) = (0, 0); i < raster.Length; i++, at += 3)
        {
            var white = 255 - Tiff.GetA(raster[i]);
            pixels[at] = (byte)Math.Min(Tiff.GetR(raster[i]) + white, 255);
            pixels[at + 1] = (byte)Math.Min(Tiff.GetG(raster[i]) + white, 255);
            pixels[at + 2] = (byte)Math.Min(Tiff.GetB(raster[i]) + white, 255);
        }

        return image;
    }
}
