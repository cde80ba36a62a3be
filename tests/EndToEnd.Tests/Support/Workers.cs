using System.Diagnostics;
using FaceGrid.Client.Jobs;
using FaceGrid.Grains.Jobs;

namespace FaceGrid.EndToEnd.Tests.Support;

/// <summary>Workers of data folders, as processes of their own.</summary>
internal static class Workers
{
    /// <summary>The way to the jobs of <paramref name="worker"/>, once it listens.</summary>
    public static async Task<Studio> Connect(Process worker, string data)
    {
        while (true)
        {
            if (await Studio.TryConnectWorker(new JobsFolder(data), CancellationToken.None) is { } jobs)
            {
                return jobs;
            }

            Assert.False(worker.HasExited, "the worker has ended");
            await Task.Delay(10);
        }
    }

    /// <summary>Waits until the job has done that many steps.</summary>
    public static async Task Reach(Process worker, string data, string job, int step)
    {
        while (true)
        {
            await using var jobs = await Connect(worker, data);
            await foreach (var now in jobs.Watch(job, 0, CancellationToken.None))
            {
                Assert.False(now.Summary.Status.IsFinal(), $"the job is {now.Summary.Status} before step {step}");
                if (now.Progress.Step >= step)
                {
                    return;
                }
            }
        }
    }
}
