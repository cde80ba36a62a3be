using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Storage;

namespace FaceGrid.Client.Jobs;

/// <summary>Runs the jobs of a folder until none is left that can run, and answers other commands meanwhile.</summary>
internal sealed class JobsWorker(JobsFolder folder, Func<JobDevice> device, Action<JobSummary> ended)
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, JobStatus> seen = new(StringComparer.Ordinal);

    /// <returns>The jobs as they are at the end.</returns>
    /// <exception cref="DataFolderInUseException">Another process works on them.</exception>
    public async Task<IReadOnlyList<JobSummary>> Run(bool stay, CancellationToken cancellationToken)
    {
        var folderLock = await DataFolderLock.AcquireAsync(folder.Path, LockPatience, cancellationToken);
        var gate = Studio.NewGate();
        await using var studio = await Studio.Open(folder, folderLock, device(), gate, cancellationToken);
        foreach (var job in (await studio.List()).Where(j => j.Status.IsFinal()))
        {
            seen[job.Job] = job.Status;
        }

        await studio.Recover();
        while (true)
        {
            await UntilIdle(studio, stay, cancellationToken);

            // From here on nobody is told of something that happens no more. What was asked at the last moment is done before this
            // process goes.
            await gate.Close();
            if (cancellationToken.IsCancellationRequested || await IsIdle(studio))
            {
                break;
            }

            gate.Open();
        }

        var jobs = await studio.List();
        Tell(jobs);
        return jobs;
    }

    private static async Task<bool> IsIdle(Studio studio) => await studio.Overview() is { Running.Count: 0, Waiting.Count: 0 };

    private async Task UntilIdle(Studio studio, bool stay, CancellationToken cancellationToken)
    {
        while (stay || !await IsIdle(studio))
        {
            await Task.Delay(Poll, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            Tell(await studio.List());
        }
    }

    private void Tell(IEnumerable<JobSummary> jobs)
    {
        foreach (var job in jobs.Where(j => j.Status.IsFinal() && !j.IsLive && seen.TryAdd(j.Job, j.Status)))
        {
            ended(job);
        }
    }
}
