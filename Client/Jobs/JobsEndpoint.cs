using System.Net.Sockets;
using System.Text;

namespace FaceGrid.Client.Jobs;

/// <summary>
/// The worker's Unix domain socket. It lies in the jobs' folder, or, where that path is too long for a socket's name, in a temporary folder
/// that only this user can enter; a file in the jobs' folder says where.
/// </summary>
internal static class JobsEndpoint
{
    /// <summary>sun_path holds 108 bytes on Linux, 104 on macOS, with a zero at the end.</summary>
    private const int LongestPath = 103;

    public static (Socket Socket, string Path) Listen(JobsFolder folder)
    {
        var path = System.IO.Path.Combine(folder.Path, "worker.sock");
        if (Encoding.UTF8.GetByteCount(path) > LongestPath)
        {
            path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("facegrid-").FullName, "worker.sock");
        }

        // Left by a worker that was killed: this process holds the lock, so nobody listens there.
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        socket.Listen(64);
        File.WriteAllText(folder.EndpointFile, path);
        return (socket, path);
    }

    public static void Forget(JobsFolder folder, string path)
    {
        File.Delete(folder.EndpointFile);
        File.Delete(path);
        if (System.IO.Path.GetDirectoryName(path) is { } made && made != folder.Path)
        {
            Directory.Delete(made);
        }
    }

    /// <summary>Null: no worker is there.</summary>
    public static async Task<Socket?> TryConnect(JobsFolder folder, CancellationToken cancellationToken)
    {
        string path;
        try
        {
            path = (await File.ReadAllTextAsync(folder.EndpointFile, cancellationToken)).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        if (path.Length == 0)
        {
            return null;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return socket;
        }
        catch (SocketException)
        {
            // A killed worker leaves its socket behind; nobody answers it.
            socket.Dispose();
            return null;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
