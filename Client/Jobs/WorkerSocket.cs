using System.Text;

namespace FaceGrid.Client.Jobs;

/// <summary>
/// Where the worker of a jobs' folder listens: in the folder, or, where that path is too long for a socket's name, in a temporary folder
/// that only this user can enter. A file in the jobs' folder says where.
/// </summary>
internal static class WorkerSocket
{
    /// <summary>In bytes: sun_path holds 108 on Linux, 104 on macOS, with a zero at the end.</summary>
    private const int LongestPath = 103;

    /// <summary>Chooses the path and says where it is. For the process that holds the folder's lock.</summary>
    public static string Create(JobsFolder folder)
    {
        // Left by a worker that was killed.
        Remove(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var path = Path.Combine(folder.Path, "worker.sock");
        if (Encoding.UTF8.GetByteCount(path) > LongestPath)
        {
            path = Path.Combine(Directory.CreateTempSubdirectory("facegrid-").FullName, "worker.sock");
        }

        File.WriteAllText(folder.EndpointFile, path);
        return path;
    }

    public static void Remove(JobsFolder folder)
    {
        if (Find(folder) is not { } path)
        {
            return;
        }

        File.Delete(folder.EndpointFile);
        if (Path.GetDirectoryName(path) is { } made && Directory.Exists(made))
        {
            File.Delete(path);
            if (made != folder.Path)
            {
                Directory.Delete(made);
            }
        }
    }

    /// <summary>Null: no worker has said where it is, or another user's has.</summary>
    public static string? Find(JobsFolder folder)
    {
        try
        {
            return File.ReadAllText(folder.EndpointFile).Trim() is { Length: > 0 } path ? path : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
