using Microsoft.Win32.SafeHandles;

namespace FaceGrid.Vision.Weights.Import;

/// <summary>
/// A file read in parts. Every part is checked against the length before memory is allocated, so that a false size in the file has
/// no cost.
/// </summary>
internal sealed class FileBytes : IDisposable
{
    private readonly SafeFileHandle _handle;

    private FileBytes(string path, SafeFileHandle handle, long length)
    {
        Path = path;
        _handle = handle;
        Length = length;
    }

    public string Path { get; }

    public long Length { get; }

    /// <exception cref="BadInputException">The file is missing, a folder, or unreadable.</exception>
    public static FileBytes Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new BadInputException(path, "is a folder, a weight file was expected");
        }

        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var file = new FileBytes(path, handle, RandomAccess.GetLength(handle));
            handle = null;
            return file;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException(path, "no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new BadInputException(path, "cannot be read: " + e.Message.ReplaceLineEndings(" "), e);
        }
        finally
        {
            handle?.Dispose();
        }
    }

    /// <summary>Reads a whole file that is parsed as text or as a pickle.</summary>
    /// <exception cref="BadInputException">
    /// The file is missing, a folder, unreadable, or longer than <see cref="ImportLimits.ParsedBytes"/>.
    /// </exception>
    public static byte[] ReadWhole(string path)
    {
        using var file = Open(path);
        return file.Length <= ImportLimits.ParsedBytes
            ? file.Read(0, file.Length)
            : throw new BadInputException(path, $"{file.Length} bytes, at most {ImportLimits.ParsedBytes} are expected of such a file");
    }

    /// <exception cref="BadInputException">The file ends before.</exception>
    public byte[] Read(long offset, long count)
    {
        CheckRange(offset, count);
        var bytes = new byte[count];
        FileReading.ReadExactly(Path, _handle, bytes, offset);
        return bytes;
    }

    /// <exception cref="BadInputException">The file ends before.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        FileReading.ReadExactly(Path, _handle, destination, offset);
    }

    /// <summary>The first <paramref name="count"/> bytes, or fewer if the file is shorter.</summary>
    public byte[] Head(int count) => Read(0, Math.Min(count, Length));

    public void Dispose() => _handle.Dispose();

    private void CheckRange(long offset, long count)
    {
        if (offset < 0 || count < 0 || count > Length - offset)
        {
            throw new BadInputException(Path, $"truncated: {Length} bytes, at least {(Int128)offset + count} are needed");
        }
    }
}
