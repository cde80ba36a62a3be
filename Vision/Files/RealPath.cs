namespace FaceGrid.Vision.Files;

/// <summary>Resolves symbolic links.</summary>
public static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>The full path with all symbolic links resolved, in the path's folders as well; parts that do not exist stay.</summary>
    /// <exception cref="IOException">The links form a loop.</exception>
    public static string Of(string path) => Of(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), 0);

    private static string Of(string path, int links)
    {
        if (links > MaxLinks)
        {
            throw new IOException($"{path} has too many symbolic links");
        }

        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var real = Path.Combine(Of(parent, links), Path.GetFileName(path));
        var target = new FileInfo(real).LinkTarget;
        return target is null ? real : Of(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target, Path.GetDirectoryName(real)!)), links + 1);
    }
}
