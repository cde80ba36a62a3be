using System.Runtime.InteropServices;

namespace FaceGrid.Vision.Imaging.Native;

/// <summary>libpng's simplified interface (png_image_*): errors come back as return codes, not as jumps.</summary>
internal static unsafe partial class LibPng
{
    public const string Library = "libpng16.so.16";
    public const string Package = "libpng16-16";

    public const uint Version = 1;
    public const uint FormatRgb = 2;
    public const uint FormatRgba = 3;

    /// <summary>16-bit samples are on the same scale as 8-bit ones; without it libpng takes them for linear light.</summary>
    public const uint Flag16BitIsNotLinear = 4;

    /// <summary>From this value on the call has failed; 1 is a warning.</summary>
    public const uint Error = 2;

    [LibraryImport(Library, EntryPoint = "png_image_begin_read_from_memory")]
    public static partial int BeginRead(Image* image, byte* memory, nuint size);

    [LibraryImport(Library, EntryPoint = "png_image_finish_read")]
    public static partial int FinishRead(Image* image, void* background, byte* buffer, int rowStride, void* colourMap);

    [LibraryImport(Library, EntryPoint = "png_image_write_to_memory")]
    public static partial int Write(Image* image, byte* memory, nuint* size, int convertTo8Bit, byte* buffer, int rowStride, void* colourMap);

    [LibraryImport(Library, EntryPoint = "png_image_free")]
    public static partial void Free(Image* image);

    /// <summary>struct png_image.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Image
    {
        public void* Opaque;
        public uint Version;
        public uint Width;
        public uint Height;
        public uint Format;
        public uint Flags;
        public uint ColourMapEntries;
        public uint WarningOrError;
        public fixed byte Message[64];
    }

    public static string ErrorText(Image* image) => Marshal.PtrToStringUTF8((nint)image->Message) ?? "unknown error";
}
