using System.Runtime.InteropServices;

namespace FaceGrid.Vision.Imaging.Native;

/// <summary>
/// The functions of libjpeg-turbo's TurboJPEG 2 interface that the codec needs. They report errors by return code and never
/// jump over managed frames, unlike libjpeg's own interface.
/// </summary>
internal static unsafe partial class TurboJpeg
{
    public const string Library = "libturbojpeg.so.0";
    public const string Package = "libturbojpeg0";

    public const int PixelRgb = 0;
    public const int PixelCmyk = 11;
    public const int Sampling444 = 0;
    public const int ErrorIsWarning = 0;

    /// <summary>The integer DCT that libjpeg calls slow: exact to rounding.</summary>
    public const int AccurateDct = 4096;

    /// <summary>Ends the work at the first warning instead of painting grey over what is missing.</summary>
    public const int StopOnWarning = 8192;

    /// <summary>Refuses progressive files of more than 500 scans, which cost minutes for a few kilobytes.</summary>
    public const int LimitScans = 32768;

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    public static partial nint InitDecompress();

    [LibraryImport(Library, EntryPoint = "tjInitCompress")]
    public static partial nint InitCompress();

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    public static partial int Destroy(nint handle);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    public static partial int Decompress(
        nint handle, byte* jpeg, CULong jpegSize, byte* target, int width, int pitch, int height, int pixelFormat, int flags);

    [LibraryImport(Library, EntryPoint = "tjCompress2")]
    public static partial int Compress(
        nint handle, byte* source, int width, int pitch, int height, int pixelFormat, byte** jpeg, CULong* jpegSize, int sampling, int quality, int flags);

    [LibraryImport(Library, EntryPoint = "tjFree")]
    public static partial void Free(byte* buffer);

    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    private static partial nint GetErrorText(nint handle);

    [LibraryImport(Library, EntryPoint = "tjGetErrorCode")]
    public static partial int GetErrorCode(nint handle);

    public static string ErrorText(nint handle) => Marshal.PtrToStringUTF8(GetErrorText(handle)) ?? "unknown error";
}
