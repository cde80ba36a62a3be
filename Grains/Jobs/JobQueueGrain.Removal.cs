using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Models;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Jobs;

/// <summary>
/// Removal: one write marks the jobs in the list; then their blobs and records are deleted, one after the other; then the marks. After a
/// crash at any point the marks name what is left to delete. Blobs that other jobs name, of other tenants as well, are kept, because the
/// store holds equal contents once; so are the weights of registered models. A job of another tenant that is queued at the same time with
/// a blob that is deleted here fails with an error that names the blob; in this tenant that cannot happen.
/// </summary>
public sealed partial class JobQueueGrain
{
    public async Task<IReadOnlyList<JobSummary>> Remove(IReadOnlyList<string> removed)
    {
        await ResumeRemovals();
        await LookAtAll();
        var found = new List<JobSummary>();
        foreach (var id in removed.Distinct(StringComparer.Ordinal))
        {
            var subject = $"job '{id}'";
            var job = await Job(id).Summarize() ?? throw new GridRequestException(GridError.UnknownJob, subject, "there is no such job");
            var status = job.Status.ToString().ToLowerInvariant();
            found.Add(job.Status.IsFinal() && !job.IsLive
                ? job
                : throw new GridRequestException(GridError.WrongJobState, subject, $"has not ended, it is {status}; cancel it first"));
        }

        return await Remove(found);
    }

    public async Task ResumeRemovals()
    {
        try
        {
            await EraseMarked();
        }
        catch (Exception exception) when (exception is not Orleans.Storage.InconsistentStateException)
        {
            LogNotErased(logger, exception, Tenant);
        }
    }

    public async Task<IReadOnlyList<JobSummary>> Prune(DateTimeOffset time)
    {
        await ResumeRemovals();
        await LookAtAll();

        // Entries of an earlier version lack the time of the end, which the job itself has.
        var ended = _jobs
            .Where(e => e.IsFinal && !e.IsBeingRemoved && (e.Last!.Ended ?? e.Last.Created) < time)
            .Select(e => e.Job)
            .ToList();
        var asked = await Task.WhenAll(ended.Select(id => Job(id).Summarize()));
        return await Remove([.. asked.OfType<JobSummary>().Where(s => s.Status.IsFinal() && !s.IsLive && s.Ended < time)]);
    }

    public async Task<IReadOnlyList<string>> NamedAmong(IReadOnlyList<string> blobs)
    {
        var wanted = blobs.ToHashSet(StringComparer.Ordinal);
        var named = await Task.WhenAll(_jobs.Where(e => !e.IsBeingRemoved).Select(e => Job(e.Job).Blobs()));
        return [.. named.SelectMany(b => b).Select(b => b.Sha256).Where(wanted.Contains).Distinct(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<JobSummary>> Remove(IReadOnlyList<JobSummary> ended)
    {
        if (ended.Count == 0)
        {
            return ended;
        }

        var ids = ended.Select(s => s.Job).ToHashSet(StringComparer.Ordinal);
        var unlisted = ended.Where(s => _jobs.All(e => e.Job != s.Job)).Select(s => new JobQueueEntry(s.Job, "", s, IsBeingRemoved: true));
        await Write([.. _jobs.Select(e => ids.Contains(e.Job) ? e with { IsBeingRemoved = true } : e), .. unlisted]);
        await EraseMarked();
        return ended;
    }

    /// <summary>Right after the activation, and again every minute while a removal fails.</summary>
    private async Task RetryRemovals(CancellationToken cancellationToken)
    {
        await ResumeRemovals();
        if (_jobs.All(e => !e.IsBeingRemoved))
        {
            _removals?.Dispose();
            _removals = null;
        }
    }

    private async Task EraseMarked()
    {
        var marked = _jobs.Where(e => e.IsBeingRemoved).Select(e => Job(e.Job)).ToList();
        if (marked.Count == 0)
        {
            return;
        }

        var blobsOfMarked = await Task.WhenAll(marked.Select(j => j.Blobs()));
        IReadOnlyList<string> going = [.. blobsOfMarked.SelectMany(b => b).Select(b => b.Sha256).Distinct(StringComparer.Ordinal)];
        var keep = new List<string>(await NamedAmong(going));
        foreach (var tenant in (await Scheduler.Tenants()).Append(Tenant).Distinct(StringComparer.Ordinal))
        {
            keep.AddRange((await GrainFactory.GetGrain<IModelRegistryGrain>(tenant).Versions()).Select(v => v.Weights.Sha256));
            if (tenant == Tenant)
            {
                continue;
            }

            keep.AddRange(await GrainFactory.GetGrain<IJobQueueGrain>(tenant).NamedAmong(going));
        }

        foreach (var job in marked)
        {
            await job.Erase(keep);
        }

        await Write([.. _jobs.Where(e => !e.IsBeingRemoved)]);
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Removed jobs of tenant {Tenant} could not be deleted completely; it will be tried again.")]
    private static partial void LogNotErased(ILogger logger, Exception exception, string tenant);
}
