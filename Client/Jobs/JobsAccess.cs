using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Storage;

namespace FaceGrid.Client.Jobs;

/// <summary>Finds the way to a folder's jobs: through the worker that holds the folder, or, where there is none, by taking it.</summary>
internal static class JobsAccess
{
    /// <summary>Longer than a worker takes from the lock to its socket, and than any other command holds the folder.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <exception cref="DataFolderInUseException">Somebody holds the folder and does not answer.</exception>
    public static async Task<IJobs> Open(JobsFolder folder, Func<JobDevice> device, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await JobsEndpoint.TryConnect(folder, cancellationToken) is { } socket)
            {
                socket.Dispose();
                return new RemoteJobs(folder);
            }

            try
            {
                return await Studio.Open(folder, DataFolderLock.Acquire(folder.Path), device(), run: false, cancellationToken);
            }
            catch (DataFolderInUseException) when (TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Poll, cancellationToken);
            }
        }
    }
}
