using System.Diagnostics;
using FaceGrid.Client.Jobs;
using FaceGrid.Silo.Local;

namespace FaceGrid.EndToEnd.Tests.Support;

/// <summary>Workers of data folders in separate processes.</summary>
internal static class Workers
{
    /// <summary>Connects to <paramref name="worker"/> once it listens.</summary>
    public static async Task<JobClient> Connect(Process worker, string data)
    {
        while (true)
        {
            if (await JobClient.TryConnectWorker(new JobsFolder(data), CancellationToken.None) is { } jobs)
            {
                return jobs;
            }

            Assert.False(worker.HasExited, "the worker has ended");
            await Task.Delay(10);
        }
    }
}
