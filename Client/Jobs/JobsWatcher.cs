using System.Runtime.CompilerServices;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Client.Jobs;

/// <summary>Follows a job to its end across workers; does not hold the data folder's lock between two polls.</summary>
public sealed class JobsWatcher(JobAccess access)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Called once if no process executes the jobs.</summary>
    public Action NoActiveWorker { get; init; } = () => { };

    /// <summary>Streams states of a job until it has ended.</summary>
    /// <param name="job">The job.</param>
    /// <param name="previewSide">Longest side of previews in pixels; 0: none.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="GridRequestException">The job does not exist.</exception>
    public async IAsyncEnumerable<JobEvent> Watch(
        string job, int previewSide, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (reported, isActive) = (false, false);
        JobEvent? last = null;
        while (true)
        {
            await using (var jobs = await access.Open(cancellationToken))
            {
                isActive = jobs.HasActiveWorker;
                if (isActive)
                {
                    await foreach (var next in jobs.Watch(job, previewSide, cancellationToken))
                    {
                        last = next;
                        yield return next;
                    }
                }
                else
                {
                    var now = await jobs.Describe(job);
                    if (last?.Summary != now.Summary)
                    {
                        last = new JobEvent(now.Summary, now.Progress, null, 0);
                        yield return last;
                    }
                }
            }

            if (last is { Summary.Status: var status } && status.IsFinal())
            {
                yield break;
            }

            if (!reported && !isActive)
            {
                reported = true;
                NoActiveWorker();
            }

            await Task.Delay(Poll, cancellationToken);
        }
    }

    /// <summary>The PNG of a preview; null if the event has none or its blob was deleted.</summary>
    public static async Task<ReadOnlyMemory<byte>?> Preview(IBlobStore blobs, JobEvent shown)
    {
        try
        {
            return shown.Preview is { } blob
                ? JobBlob.Unwrap("preview", GridKeys.Job(shown.Summary.Tenant, shown.Summary.Job), await blobs.Get(blob))
                : null;
        }
        catch (GridRequestException exception) when (exception.Error is GridError.MissingBlob)
        {
            return null;
        }
    }
}
