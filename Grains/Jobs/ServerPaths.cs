using FaceGrid.Vision;

namespace FaceGrid.Grains.Jobs;

/// <summary>
/// Which files of this machine a job may name. On the machine of the user who submits it: any. On a silo of a cluster, where a client
/// names them: those below folders that the operator has configured.
/// </summary>
public sealed class ServerPaths
{
    private const int MostLinks = 40;

    private readonly IReadOnlyList<string>? _roots;

    private ServerPaths(IReadOnlyList<string>? roots) => _roots = roots;

    /// <summary>Every path is permitted: the job is executed by its user.</summary>
    public static ServerPaths Unrestricted { get; } = new(null);

    /// <summary>True if paths must lie below a configured folder.</summary>
    public bool IsRestricted => _roots is not null;

    /// <summary>Permits the paths below some folders.</summary>
    /// <param name="roots">Absolute paths; none: no path is permitted.</param>
    public static ServerPaths Below(IEnumerable<string> roots) => new([.. roots]);

    /// <summary>Resolves a path, its links included.</summary>
    /// <param name="subject">What names the path, for the message: <c>--teacher</c>.</param>
    /// <param name="path">An absolute path, or one relative to a configured folder.</param>
    /// <exception cref="BadInputException">The path is not below a configured folder; whether it exists is not said.</exception>
    public string Resolve(string subject, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (_roots is null)
        {
            return path;
        }

        foreach (var root in _roots)
        {
            if (RealPath(root) is { } real && RealPath(Path.Combine(root, path)) is { } full && IsBelow(real, full))
            {
                return full;
            }
        }

        throw new BadInputException(
            subject, $"'{path}' is not below a folder that this cluster permits for jobs (Silo:Files:Folders, set by its operator)");
    }

    private static bool IsBelow(string root, string path) =>
        path == root || path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path without links, <c>.</c> and <c>..</c>; null if it does not exist or cannot be resolved.</summary>
    private static string? RealPath(string path)
    {
        var links = 0;
        try
        {
            var full = Path.GetFullPath(path);
            var waiting = new Stack<string>(Parts(full));
            var real = Path.GetPathRoot(full)!;
            while (waiting.TryPop(out var part))
            {
                var next = Path.Combine(real, part);
                FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
                if (!info.Exists && info.LinkTarget is null)
                {
                    return null;
                }

                if (info.LinkTarget is { } target)
                {
                    if (++links > MostLinks)
                    {
                        return null;
                    }

                    var resolved = Path.GetFullPath(Path.Combine(real, target));
                    real = Path.GetPathRoot(resolved)!;
                    foreach (var inner in Parts(resolved))
                    {
                        waiting.Push(inner);
                    }
                }
                else
                {
                    real = next;
                }
            }

            return real;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The components of an absolute path, the last one first.</summary>
    private static IEnumerable<string> Parts(string path) =>
        path[Path.GetPathRoot(path)!.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse();
}
