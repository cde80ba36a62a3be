using System.Text;
using FaceGrid.Vision.Files;

namespace FaceGrid.Silo.Local;

/// <summary>
/// The Unix-domain socket of a jobs folder's worker: in the folder, or, if that path is too long for a socket address, in a temporary
/// folder that only this user can enter. <see cref="JobsFolder.EndpointFile"/> contains its path.
/// </summary>
public static class WorkerSocket
{
    /// <summary>In bytes: sun_path has 108 on Linux and 104 on macOS, including the terminating zero.</summary>
    private const int LongestPath = 103;

    /// <summary>Chooses the path and stores it in <see cref="JobsFolder.EndpointFile"/>. The caller holds the folder's lock.</summary>
    /// <returns>Path of the socket, at most 103 bytes.</returns>
    public static string Create(JobsFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);

        // A killed worker leaves its socket and the endpoint file behind.
        Remove(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.Path, OwnerOnly.FolderMode);
        }

        var path = Path.Combine(folder.Path, "worker.sock");
        if (Encoding.UTF8.GetByteCount(path) > LongestPath)
        {
            path = Path.Combine(Directory.CreateTempSubdirectory("facegrid-").FullName, "worker.sock");
        }

        OwnerOnly.CreateFile(folder.EndpointFile);
        File.WriteAllText(folder.EndpointFile, path);
        return path;
    }

    /// <summary>Deletes the socket and the file with its path.</summary>
    public static void Remove(JobsFolder folder)
    {
        if (Find(folder) is not { } path)
        {
            return;
        }

        File.Delete(folder.EndpointFile);
        if (Path.GetDirectoryName(path) is { } directory && Directory.Exists(directory))
        {
            File.Delete(path);
            if (directory != folder.Path)
            {
                Directory.Delete(directory);
            }
        }
    }

    /// <summary>Path of the socket; null: no worker has created one, or it belongs to another user's worker.</summary>
    public static string? Find(JobsFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
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
