using System.Runtime.CompilerServices;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Storage.Blobs;

namespace FaceGrid.Client.Jobs;

/// <summary>Follows a job to its end, from one worker to the next if need be, without ever holding the folder for long.</summary>
internal sealed class JobsWatcher(StudioContext studio)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Called once if nobody runs the jobs.</summary>
    public Action NobodyRuns { get; init; } = () => { };

    /// <exception cref="GridRequestException">No such job.</exception>
    public async IAsyncEnumerable<JobEvent> Watch(string job, int previewSide, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (saidSo, areRun) = (false, false);
        JobEvent? last = null;
        while (true)
        {
            await using (var jobs = await studio.Open(cancellationToken))
            {
                areRun = jobs.AreRun;
                if (areRun)
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

            if (!saidSo && !areRun)
            {
                saidSo = true;
                NobodyRuns();
            }

            await Task.Delay(Poll, cancellationToken);
        }
    }

    /// <summary>The PNG of a preview; null if it has gone already.</summary>
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
