using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Client.Jobs;

/// <summary>Executes the jobs of a folder until none is left that can run. Other processes can call its silo during that time.</summary>
public sealed class JobsWorker(JobAccess access, Action<JobSummary> ended)
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, JobStatus> _reported = new(StringComparer.Ordinal);

    /// <summary>Starts the folder's silo and executes its jobs.</summary>
    /// <param name="stay">True: wait for new jobs until cancelled. False: return when no job is running or waiting.</param>
    /// <param name="cancellationToken">Stops the worker; running jobs store a checkpoint.</param>
    /// <returns>All jobs at the end.</returns>
    /// <exception cref="DataFolderInUseException">Another process executes the jobs.</exception>
    public async Task<IReadOnlyList<JobSummary>> Run(bool stay, CancellationToken cancellationToken)
    {
        var gate = JobClient.NewGate();
        await using var client = await JobClient.StartLocal(access.LocalOptions(gate, LockPatience), cancellationToken);
        foreach (var job in (await client.List()).Where(j => j.Status.IsFinal()))
        {
            _reported[job.Job] = job.Status;
        }

        await client.Recover();
        var stopped = client.StoreStopped();
        while (true)
        {
            await UntilIdle(client, stay, stopped, cancellationToken);

            // Refuses new calls, so that no call is accepted that would not be executed, and completes the calls under way.
            await gate.Close();
            if (cancellationToken.IsCancellationRequested || await IsIdle(client))
            {
                break;
            }

            gate.Open();
        }

        var jobs = await client.List();
        Report(jobs);
        return jobs;
    }

    private static async Task<bool> IsIdle(JobClient client) => await client.Overview() is { Running.Count: 0, Waiting.Count: 0 };

    /// <exception cref="GridRequestException">The store has stopped, so no job can be executed any more.</exception>
    private async Task UntilIdle(
        JobClient client, bool stay, Task<GridRequestException> stopped, CancellationToken cancellationToken)
    {
        while (stay || !await IsIdle(client))
        {
            await Task.Delay(Poll, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            if (stopped.IsCompleted)
            {
                throw await stopped;
            }

            Report(await client.List());
        }
    }

    private void Report(IEnumerable<JobSummary> jobs)
    {
        foreach (var job in jobs.Where(j => j.Status.IsFinal() && !j.IsLive && _reported.TryAdd(j.Job, j.Status)))
        {
            ended(job);
        }
    }
}
