using FaceGrid.Vision.Imaging.Formats;
using Microsoft.Win32.SafeHandles;

namespace FaceGrid.Vision.Imaging;

/// <summary>Reads the bytes of image files.</summary>
internal static class ImageFile
{
    /// <inheritdoc cref="ImageCodec.ReadFile"/>
    public static ReadOnlyMemory<byte> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
        {
            throw new BadInputException("''", "not a path");
        }

        switch (FileKinds.Of(path))
        {
            case FileKind.Directory:
                throw new BadInputException(path, "is a folder, not an image");
            case FileKind.Pipe when !IsOpened(path):
                throw new BadInputException(path, "is a pipe; give its contents on standard input, as -");
            case FileKind.Socket when !IsOpened(path):
                throw new BadInputException(path, "is a socket, not an image");
        }

        try
        {
            using var stream = path == ImageCodec.StandardInput
                ? new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0)
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

            // The format is checked before the rest is read, so that a video or an endless device is refused at once.
            var head = new byte[ImageSniffer.HeadLength];
            var got = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            ImageSniffer.Sniff(head.AsSpan(0, got), path);
            return ReadRest(stream, head.AsSpan(0, got), path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException(
                path, path.Contains('\uFFFD', StringComparison.Ordinal) ? "the name is not UTF-8; rename the file" : "no such file", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new BadInputException(path, "no permission to read it", e);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ArgumentException)
        {
            throw new BadInputException(path, "cannot be read", e);
        }
    }

    /// <summary>Standard input and the pipes that shells open for a command; waiting for their writer is what the user asked for.</summary>
    private static bool IsOpened(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

    private static ReadOnlyMemory<byte> ReadRest(Stream stream, ReadOnlySpan<byte> head, string path)
    {
        // A pipe has no length, so the buffer grows.
        var length = stream.CanSeek ? stream.Length : 0;
        if (length > ImageLimits.MaxFileBytes)
        {
            throw TooLong(path);
        }

        var bytes = new byte[Math.Max(length + 1, 1 << 16)];
        head.CopyTo(bytes);
        var count = head.Length;
        while (true)
        {
            if (count == bytes.Length)
            {
                if (count > ImageLimits.MaxFileBytes)
                {
                    throw TooLong(path);
                }

                Array.Resize(ref bytes, (int)Math.Min(2L * count, ImageLimits.MaxFileBytes + 1));
            }

            var read = stream.Read(bytes, count, bytes.Length - count);
            if (read == 0)
            {
                return bytes.AsMemory(0, count);
            }

            count += read;
        }
    }

    private static BadInputException TooLong(string path) => new(path, $"is over {ImageLimits.MaxFileBytes >> 20} MiB");
}
