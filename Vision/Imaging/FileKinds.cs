using System.Runtime.InteropServices;

namespace FaceGrid.Vision.Imaging;

/// <summary>
/// Finds the kind of a file without opening it. .NET reports pipes, sockets and devices as ordinary files, and opening a pipe waits
/// until it has a writer.
/// </summary>
public static partial class FileKinds
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const uint TypeMask = 1; // STATX_TYPE
    private const int ModeOffset = 28; // stx_mode, the same on every architecture
    private const int StatxLength = 256;
    private const int TypeBits = 0xF000; // S_IFMT

    /// <summary>The kind of what <paramref name="path"/> leads to.</summary>
    public static FileKind Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            Span<byte> answer = stackalloc byte[StatxLength];
            if (Statx(CurrentDirectory, path, 0, TypeMask, ref MemoryMarshal.GetReference(answer)) == 0)
            {
                return (MemoryMarshal.Read<ushort>(answer[ModeOffset..]) & TypeBits) switch
                {
                    0x4000 => FileKind.Directory,
                    0x1000 => FileKind.Pipe,
                    0xC000 => FileKind.Socket,
                    0x2000 or 0x6000 => FileKind.Device,
                    _ => FileKind.Regular,
                };
            }
        }

        return Directory.Exists(path) ? FileKind.Directory : File.Exists(path) ? FileKind.Regular : FileKind.Missing;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte answer);
}
