using FaceGrid.Vision.Files;

namespace FaceGrid.Vision.Weights;

/// <summary>Writes files atomically: after a crash the file has its old or its complete new content.</summary>
public static class AtomicFile
{
    private static readonly AtomicFileOptions Plain = new();

    /// <summary>
    /// Writes a temporary file in the same folder with <paramref name="write"/>, flushes it to disk, renames it to <paramref name="path"/>
    /// and flushes the folder: when this returns, the new content is on disk under its name.
    /// </summary>
    /// <exception cref="BadInputException">
    /// The folder is missing, full or not writable. After a failed flush of the folder the file may have either content.
    /// </exception>
    public static void Write(string path, Action<Stream> write, AtomicFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(write);
        options ??= Plain;
        var files = options.Operations;
        var full = Path.GetFullPath(path);
        var temporary = TemporaryName(full);
        try
        {
            try
            {
                using (var stream = files.CreateNew(temporary, options.IsPrivate))
                {
                    write(stream);
                    files.Flush(stream);
                }

                files.Move(temporary, full, options.MayReplace);
                files.FlushFolder(Path.GetDirectoryName(full) ?? full);
            }
            catch
            {
                files.Delete(temporary);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "cannot be written: " + e.Message.ReplaceLineEndings(" "), e);
        }
    }

    /// <summary>As <see cref="Write"/>, then reads the file back and compares it with <paramref name="content"/>.</summary>
    /// <exception cref="BadInputException">As <see cref="Write"/>, or the file has another content.</exception>
    public static void WriteAndReadBack(string path, ReadOnlyMemory<byte> content, AtomicFileOptions? options = null)
    {
        Write(path, stream => stream.Write(content.Span), options);
        if (!HasContent(path, content.Span))
        {
            throw new BadInputException(path, "does not have the content that was written to it; the disk is not reliable");
        }
    }

    /// <summary>Renames a complete file that was written and flushed at another name, and flushes the folder.</summary>
    /// <exception cref="IOException">The file cannot be renamed, or the folder may not be on disk.</exception>
    public static void Install(string complete, string path, FileOperations? operations = null)
    {
        var files = operations ?? FileOperations.Default;
        files.Move(complete, path, mayReplace: true);
        files.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Pattern of the names that <see cref="Write"/> gives to temporary files of a file.</summary>
    public static string TemporaryPattern(string fileName) => $".{fileName}.*.tmp";

    private static string TemporaryName(string full) =>
        Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");

    private static bool HasContent(string path, ReadOnlySpan<byte> content)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) is > 0 and var count)
        {
            if (count > content.Length || !buffer.AsSpan(0, count).SequenceEqual(content[..count]))
            {
                return false;
            }

            content = content[count..];
        }

        return content.IsEmpty;
    }
}
