using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Models;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Jobs;

/// <summary>
/// Removal: the list marks the jobs, in one write; then their blobs and records go, one after the other; then the marks. Whatever the process
/// dies between, the marks say what is left to do. The jobs' blobs are looked for among all other jobs first, of other tenants as well: the
/// store keeps equal contents once. Weights of registered models stay. A job of another tenant that is queued in this very moment with a blob that goes here ends as failed, and
/// says which blob it lacks; of this tenant none can be.
/// </summary>
public sealed partial class JobQueueGrain
{
    public async Task<IReadOnlyList<JobSummary>> Remove(IReadOnlyList<string> removed)
    {
        await CarryOutRemovals();
        await LookAtAll();
        var found = new List<JobSummary>();
        foreach (var id in removed.Distinct(StringComparer.Ordinal))
        {
            var subject = $"job '{id}'";
            var job = await Job(id).Summarize() ?? throw new GridRequestException(GridError.UnknownJob, subject, "there is no such job");
            found.Add(job.Status.IsFinal() && !job.IsLive
                ? job
                : throw new GridRequestException(GridError.WrongJobState, subject, $"has not ended, it is {job.Status.ToString().ToLowerInvariant()}; cancel it first"));
        }

        return await Remove(found);
    }

    public async Task<IReadOnlyList<JobSummary>> Prune(DateTimeOffset time)
    {
        await CarryOutRemovals();
        await LookAtAll();

        // What an earlier version listed does not say when it ended: the job itself does.
        var ended = _jobs.Where(e => e.IsFinal && !e.IsBeingRemoved && (e.Last!.Ended ?? e.Last.Created) < time).Select(e => e.Job).ToList();
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

    /// <summary>What an earlier process began. If it cannot be done now, it is tried again next time.</summary>
    private async Task CarryOutRemovals()
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Removed jobs of tenant {Tenant} could not be deleted wholly; it will be tried again.")]
    private static partial void LogNotErased(ILogger logger, Exception exception, string tenant);
}
