using System.Text;

namespace FaceGrid.Silo.Local;

/// <summary>
/// The Unix-domain socket of a jobs folder's worker: in the folder, or, where that path is too long for a socket's name, in a temporary
/// folder that only this user can enter. <see cref="JobsFolder.EndpointFile"/> holds its path.
/// </summary>
public static class WorkerSocket
{
    /// <summary>In bytes: sun_path holds 108 on Linux, 104 on macOS, with a zero at the end.</summary>
    private const int LongestPath = 103;

    /// <summary>Chooses the path and stores it in <see cref="JobsFolder.EndpointFile"/>. The caller holds the folder's lock.</summary>
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

    /// <summary>Deletes the socket and the file that names it.</summary>
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

    /// <summary>Path of the socket; null: no worker has created one, or it belongs to another user's worker.</summary>
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
