using System.Runtime.InteropServices;
using FaceGrid.Vision.Imaging.Formats;

namespace FaceGrid.Vision.Imaging.Native;

/// <summary>JPEG by libjpeg-turbo, PNG by libpng. Every call has its own native state, so that calls can run in parallel.</summary>
internal sealed unsafe class NativeImageCodec : ImageCodecBase
{
    /// <summary>
    /// Warnings that leave the picture whole: odd but common headers, and padding before the end of the image. Everything
    /// else that libjpeg warns about means that pixels were made up.
    /// </summary>
    private static readonly string[] HarmlessWarnings =
    [
        "Invalid SOS parameters for sequential JPEG",
        "extraneous bytes before marker 0xd9",
        "unknown JFIF revision number",
        "Unknown Adobe color transform code",
    ];

    protected override byte[] EncodePngCore(RgbImage image)
    {
        var state = NewPngState();
        state.Width = (uint)image.Width;
        state.Height = (uint)image.Height;
        state.Format = LibPng.FormatRgb;

        // Filters never enlarge a row by more than its type byte, and zlib stores what it cannot compress.
        nuint size = ((((nuint)image.Pixels.Length + (nuint)image.Height) / 1000) * 1001) + 65536;
        var buffer = (byte*)NativeMemory.Alloc(size);
        try
        {
            fixed (byte* pixels = image.Pixels)
            {
                if (LibPng.Write(&state, buffer, &size, 0, pixels, 0, null) == 0)
                {
                    throw new InvalidOperationException($"libpng cannot encode {image.Width} x {image.Height}: {LibPng.ErrorText(&state)}");
                }
            }

            return new ReadOnlySpan<byte>(buffer, checked((int)size)).ToArray();
        }
        catch (DllNotFoundException e)
        {
            throw Missing(LibPng.Library, LibPng.Package, e);
        }
        finally
        {
            NativeMemory.Free(buffer);
        }
    }

    protected override RgbImage DecodePng(ReadOnlyMemory<byte> bytes, string name, int width, int height, bool hasAlpha)
    {
        var needed = PngReader.KeepPixelChunks(bytes, name);
        return PngPasses.Applies(needed.Span)
            ? PngPasses.Decode(needed, name, (plain, columns, rows) => DecodePlainPng(plain, name, columns, rows, hasAlpha))
            : DecodePlainPng(needed, name, width, height, hasAlpha);
    }

    private static RgbImage DecodePlainPng(ReadOnlyMemory<byte> needed, string name, int width, int height, bool hasAlpha)
    {
        var image = new RgbImage(width, height);
        using var file = needed.Pin();
        var length = (nuint)needed.Length;
        if (!hasAlpha)
        {
            fixed (byte* pixels = image.Pixels)
            {
                ReadPng((byte*)file.Pointer, length, LibPng.FormatRgb, pixels, width, height, name);
            }

            return image;
        }

        var rgba = (byte*)NativeMemory.Alloc((nuint)width * (nuint)height, 4);
        try
        {
            ReadPng((byte*)file.Pointer, length, LibPng.FormatRgba, rgba, width, height, name);
            for (var y = 0; y < height; y++)
            {
                AlphaOverWhite.Composite(
                    new ReadOnlySpan<byte>(rgba + ((nint)y * width * 4), width * 4), image.Pixels.AsSpan(y * width * 3, width * 3));
            }

            return image;
        }
        finally
        {
            NativeMemory.Free(rgba);
        }
    }

    protected override RgbImage DecodeJpeg(ReadOnlyMemory<byte> bytes, string name, JpegFrame frame)
    {
        var (width, height) = (frame.Header.Width, frame.Header.Height);
        var image = new RgbImage(width, height);
        if (frame.Components != 4)
        {
            fixed (byte* pixels = image.Pixels)
            {
                ReadJpeg(bytes.Span, TurboJpeg.PixelRgb, pixels, width, height, name);
            }

            return image;
        }

        var cmyk = (byte*)NativeMemory.Alloc((nuint)width * (nuint)height, 4);
        try
        {
            ReadJpeg(bytes.Span, TurboJpeg.PixelCmyk, cmyk, width, height, name);
            InvertedCmykToRgb(cmyk, image.Pixels);
            return image;
        }
        finally
        {
            NativeMemory.Free(cmyk);
        }
    }

    protected override byte[] EncodeJpegCore(RgbImage image, int quality)
    {
        nint handle = 0;
        byte* jpeg = null;
        try
        {
            handle = TurboJpeg.InitCompress();
            var size = new CULong(0);
            fixed (byte* pixels = image.Pixels)
            {
                if (TurboJpeg.Compress(
                    handle, pixels, image.Width, 0, image.Height, TurboJpeg.PixelRgb, &jpeg, &size, TurboJpeg.Sampling444, quality, TurboJpeg.AccurateDct) != 0)
                {
                    throw new InvalidOperationException(
                        $"libjpeg-turbo cannot encode {image.Width} x {image.Height}: {TurboJpeg.ErrorText(handle)}");
                }
            }

            return new ReadOnlySpan<byte>(jpeg, checked((int)size.Value)).ToArray();
        }
        catch (DllNotFoundException e)
        {
            throw Missing(TurboJpeg.Library, TurboJpeg.Package, e);
        }
        finally
        {
            if (handle != 0)
            {
                TurboJpeg.Free(jpeg);
                _ = TurboJpeg.Destroy(handle);
            }
        }
    }

    private static void ReadPng(byte* file, nuint length, uint format, byte* target, int width, int height, string name)
    {
        var state = NewPngState();
        try
        {
            if (LibPng.BeginRead(&state, file, length) == 0 || state.Width != (uint)width || state.Height != (uint)height)
            {
                throw DamagedPng(&state, name);
            }

            state.Format = format;
            state.Flags |= LibPng.Flag16BitIsNotLinear;
            if (LibPng.FinishRead(&state, null, target, 0, null) == 0 || state.WarningOrError >= LibPng.Error)
            {
                throw DamagedPng(&state, name);
            }
        }
        catch (DllNotFoundException e)
        {
            throw Missing(LibPng.Library, LibPng.Package, e);
        }
        finally
        {
            if (state.Opaque != null)
            {
                LibPng.Free(&state);
            }
        }
    }

    private static void ReadJpeg(ReadOnlySpan<byte> file, int pixelFormat, byte* target, int width, int height, string name)
    {
        nint handle = 0;
        try
        {
            handle = TurboJpeg.InitDecompress();
            var flags = TurboJpeg.AccurateDct | TurboJpeg.LimitScans;
            fixed (byte* jpeg = file)
            {
                if (TurboJpeg.Decompress(
                        handle, jpeg, new CULong((nuint)file.Length), target, width, 0, height, pixelFormat, flags | TurboJpeg.StopOnWarning) == 0)
                {
                    return;
                }

                if (IsHarmlessWarning(handle)
                    && (TurboJpeg.Decompress(handle, jpeg, new CULong((nuint)file.Length), target, width, 0, height, pixelFormat, flags) == 0
                        || IsHarmlessWarning(handle)))
                {
                    return;
                }
            }

            throw new BadInputException(name, $"damaged JPEG: {OneLine(TurboJpeg.ErrorText(handle))}");
        }
        catch (DllNotFoundException e)
        {
            throw Missing(TurboJpeg.Library, TurboJpeg.Package, e);
        }
        finally
        {
            if (handle != 0)
            {
                _ = TurboJpeg.Destroy(handle);
            }
        }
    }

    private static bool IsHarmlessWarning(nint handle)
    {
        if (TurboJpeg.GetErrorCode(handle) != TurboJpeg.ErrorIsWarning)
        {
            return false;
        }

        var text = TurboJpeg.ErrorText(handle);
        return HarmlessWarnings.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Stored inks are inverted (255 is no ink), so that r = c k / 255.</summary>
    private static void InvertedCmykToRgb(byte* cmyk, Span<byte> rgb)
    {
        for (var to = 0; to + 2 < rgb.Length; to += 3, cmyk += 4)
        {
            int k = cmyk[3];
            rgb[to] = (byte)(((cmyk[0] * k) + 127) / 255);
            rgb[to + 1] = (byte)(((cmyk[1] * k) + 127) / 255);
            rgb[to + 2] = (byte)(((cmyk[2] * k) + 127) / 255);
        }
    }

    private static LibPng.Image NewPngState() => new() { Version = LibPng.Version };

    private static BadInputException DamagedPng(LibPng.Image* state, string name) => new(name, $"damaged PNG: {OneLine(LibPng.ErrorText(state))}");

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    private static InvalidOperationException Missing(string library, string package, Exception inner) =>
        new($"{library} is not on this machine: install the package {package} (apt-get install {package})", inner);
}
