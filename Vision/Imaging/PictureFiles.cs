using FaceGrid.Vision.Files;

namespace FaceGrid.Vision.Imaging;

/// <summary>
/// The pictures of folders. Files count as pictures by their extension; those of formats that cannot be decoded count too, so that reading
/// them reports how to convert them instead of silently leaving a person out.
/// </summary>
public static class PictureFiles
{
    /// <summary>Extensions of files that can be decoded.</summary>
    public static IReadOnlyList<string> Extensions { get; } =
        [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".pgm", ".ppm", ".webp", ".bmp", ".gif", ".tif", ".tiff"];

    private static readonly HashSet<string> Pictures =
        new([.. Extensions, ".heic", ".heif", ".hif", ".avif", ".jxl", ".jp2", ".pbm", ".pam"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Folders that operating systems and storage devices add: thumbnails, deleted files, resource forks.</summary>
    private static readonly HashSet<string> SystemFolders =
        ["@eaDir", "#recycle", "#snapshot", "$RECYCLE.BIN", "__MACOSX", "lost+found", "System Volume Information"];

    /// <summary>Whether a file or folder of this name is skipped: its name begins with a dot, or is one that systems add.</summary>
    public static bool IsHidden(string name) => name.StartsWith('.') || SystemFolders.Contains(name);

    /// <summary>The pictures directly in a folder, as paths in ordinal order, without hidden and special files.</summary>
    /// <exception cref="BadInputException">The folder cannot be read.</exception>
    public static List<string> In(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder)
                .Where(f => Pictures.Contains(Path.GetExtension(f)) && !IsHidden(Path.GetFileName(f)) && IsReadable(f))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw Unreadable(folder, exception);
        }
    }

    /// <summary>The pictures in a folder and in all folders below it, in ordinal order. Each folder is read once, however linked.</summary>
    /// <exception cref="BadInputException">A folder cannot be read.</exception>
    public static List<string> Below(string folder)
    {
        var (files, seen, folders) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal), new Stack<string>([folder]));
        while (folders.TryPop(out var next))
        {
            if (seen.Add(RealPath.Of(next)))
            {
                files.AddRange(In(next));
                Folders(next).ForEach(folders.Push);
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    /// <summary>The folders directly in a folder, hidden ones left out, as paths in ordinal order.</summary>
    /// <exception cref="BadInputException">The folder cannot be read.</exception>
    public static List<string> Folders(string folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder).Where(d => !IsHidden(Path.GetFileName(d))).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw Unreadable(folder, exception);
        }
    }

    /// <summary>A missing file counts as a picture: a name that is not UTF-8 or a broken link is reported when it is read.</summary>
    private static bool IsReadable(string file) => FileKinds.Of(file) is FileKind.Regular or FileKind.Missing;

    private static BadInputException Unreadable(string folder, Exception exception) => exception is UnauthorizedAccessException
        ? new BadInputException(folder, "no permission to read it", exception)
        : new BadInputException(folder, "cannot be read: " + exception.Message.ReplaceLineEndings(" "), exception);
}
