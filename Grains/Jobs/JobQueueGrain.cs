using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Grains.Interfaces.Training;
using FaceGrid.Grains.Limits;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Styling;
using FaceGrid.Grains.Telemetry;
using FaceGrid.Grains.Training;
using FaceGrid.Vision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FaceGrid.Grains.Jobs;

/// <inheritdoc cref="IJobQueueGrain"/>
/// <remarks>
/// A submission writes the list before the job: a crash between the two leaves an entry without a job, which the next activation drops.
/// The job's own write decides. In storage it keeps the name that it had when there were renders only.
/// </remarks>
[GrainType("renderqueue")]
public sealed partial class JobQueueGrain(
    [PersistentState("queue", GridStorage.Name)] IPersistentState<JobQueueState> state,
    IBlobStore blobs,
    IOptions<TenantLimits> limits,
    ILogger<JobQueueGrain> logger,
    IServiceProvider services) : Grain, IJobQueueGrain
{
    private const int IdLength = 10;

    // ListOpen interleaves with a submission, so the list is replaced, never changed.
    private IReadOnlyList<JobQueueEntry> _jobs = [];

    private string Tenant => this.GetPrimaryKeyString();

    private IJobSchedulerGrain Scheduler => GrainFactory.GetGrain<IJobSchedulerGrain>(IJobSchedulerGrain.Key);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _jobs = [.. state.State.Jobs];
        await LookAtAll();
    }

    public async Task<JobReceipt> SubmitTraining(TrainingRunRequest request)
    {
        await CarryOutRemovals();
        CheckRequest([], request.Priority, request.Cadence);
        var engine = services.GetService<JobDevice>()?.Training ?? throw Refused("training", "this machine has no engine for it");
        var (data, check) = await Checked(() => (FolderListing.Of(request.Folder), engine.Check(request.Configuration, request.Folder)));
        var key = ContentKeys.Of(check, data);
        return await Queue(JobKind.Training, request.Again, key, _ => Task.FromResult(
            new JobSpecification(check.Configuration, check.Version, key, check.Steps, [], request.Priority, request.Cadence, null, data)));
    }

    public async Task<JobReceipt> Submit(StyleJobRequest request)
    {
        // First: nothing that the check finds may go after it.
        await CarryOutRemovals();
        CheckRequest(request.Images, request.Priority, request.Cadence);
        var check = await Check(request.Settings, request.Images);
        var key = ContentKeys.Of(check, request.Images, origin: null);
        return await Queue(JobKind.Style, request.Again, key, _ => Task.FromResult(
            new JobSpecification(check.Settings, check.NetworkVersion, key, check.Steps, request.Images, request.Priority, request.Cadence, null)));
    }

    public async Task<JobReceipt> Fork(StyleForkRequest request)
    {
        await CarryOutRemovals();
        if (JobNames.KindOf(request.Job) != JobKind.Style)
        {
            throw new GridRequestException(GridError.InvalidRequest, $"job '{request.Job}'", "trains an encoder: begin a new run with its weights instead of a fork");
        }

        if (await Job(request.Job).Describe() is not { Specification: var parent } job)
        {
            throw new GridRequestException(GridError.UnknownJob, $"job '{request.Job}'", "there is no such job");
        }

        var checkpoint = (request.Step is { } step ? job.Checkpoints.FirstOrDefault(c => c.Step == step) : job.Checkpoints.LastOrDefault())
            ?? throw new GridRequestException(GridError.WrongJobState, $"job '{request.Job}'", job.Checkpoints.Count == 0
                ? "has no checkpoint yet"
                : $"has no checkpoint of step {request.Step}; there are those of steps {string.Join(", ", job.Checkpoints.Select(c => c.Step))}");
        var priority = request.Priority ?? parent.Priority;
        CheckRequest(parent.Images, priority, parent.Cadence);
        var check = await Check(JsonMergePatch.Apply(parent.Settings, request.Patch), parent.Images);
        var content = JobBlob.Unwrap("checkpoint", GridKeys.Job(Tenant, request.Job), await blobs.Get(checkpoint.Blob));
        var key = ContentKeys.Of(check, parent.Images, checkpoint.Blob.Sha256);
        return await Queue(JobKind.Style, request.Again, key, async id =>
        {
            var copy = await blobs.Put(JobBlob.Wrap("origin", GridKeys.Job(Tenant, id), 0, checkpoint.Step, content.Span));
            return new JobSpecification(
                check.Settings, check.NetworkVersion, key, check.Steps, parent.Images, priority, parent.Cadence, new JobOrigin(request.Job, checkpoint.Step, copy));
        });
    }

    public async Task<IReadOnlyList<JobSummary>> List()
    {
        await CarryOutRemovals();
        await LookAtAll();
        var listed = _jobs.Where(e => !e.IsBeingRemoved).Select(e => e.Last!).ToList();
        var tooMany = listed.Count(s => s.Status.IsFinal()) - IJobQueueGrain.MaxListed;
        return tooMany <= 0 ? listed : [.. listed.Where(s => !s.Status.IsFinal() || tooMany-- <= 0)];
    }

    public async Task<IReadOnlyList<JobSummary>> ListOpen() =>
        [.. (await Look(_jobs.Where(e => !e.IsFinal))).Select(e => e.Last).OfType<JobSummary>().Where(s => s.Status.IsOpen() || s.IsLive)];

    private static void CheckRequest(IReadOnlyList<JobImage> images, int priority, CheckpointCadence cadence)
    {
        if (priority is < StyleJobRequest.LowestPriority or > StyleJobRequest.HighestPriority)
        {
            throw Refused("priority", $"{priority} is not within {StyleJobRequest.LowestPriority} and {StyleJobRequest.HighestPriority}");
        }

        if (cadence is not { Steps: null or > 0, Seconds: > 0, Keep: >= 2 and <= 64 })
        {
            throw Refused("checkpoints", "need a positive number of steps and seconds, and 2 to 64 to be kept");
        }

        if (images.Select(i => i.Role).Distinct(StringComparer.Ordinal).Count() != images.Count)
        {
            throw Refused("images", "two have the same role");
        }
    }

    private static GridRequestException Refused(string subject, string reason) => new(GridError.InvalidRequest, subject, reason);

    private IJobGrain Job(string id) => GrainFactory.GetJob(GridKeys.Job(Tenant, id));

    private async Task<StyleEngineCheck> Check(string settings, IReadOnlyList<JobImage> images)
    {
        var engine = services.GetService<JobDevice>()?.Styles ?? throw Refused("style transfer", "this machine has no engine for it");
        var files = new List<StyleInputFile>();
        foreach (var image in images)
        {
            files.Add(new StyleInputFile(image.Role, image.Name, await blobs.Get(image.Blob)));
        }

        return await Checked(() => engine.Check(settings, files));
    }

    /// <summary>On the pool: headers are read and options checked.</summary>
    private static async Task<T> Checked<T>(Func<T> check)
    {
        try
        {
            return await Task.Run(check);
        }
        catch (BadInputException exception)
        {
            throw Refused(exception.Subject, exception.Reason);
        }
    }

    private async Task<JobReceipt> Queue(JobKind kind, bool again, string key, Func<string, Task<JobSpecification>> specify)
    {
        await LookAtAll();
        var same = _jobs.Where(e => e.ContentKey == key && !e.IsBeingRemoved).ToList();
        if (!again && same.FindLast(e => e.Last is { Status: not (JobStatus.Failed or JobStatus.Cancelled) }) is { Last: { } last } existing)
        {
            if (last.Status.IsOpen())
            {
                // It may have been submitted by a process that died right after.
                await Scheduler.Enqueue(Tenant, existing.Job);
            }

            return new JobReceipt(existing.Job, IsNew: false, last.Status);
        }

        CheckLimit();
        var id = await FreeId(JobNames.Name(kind, key[..IdLength]));
        var specification = await specify(id);
        await Scheduler.Register(Tenant);
        await Write([.. _jobs, new JobQueueEntry(id, key, null)]);
        var created = await Job(id).Create(specification);
        _jobs = [.. _jobs.Select(e => e.Job == id ? e with { Last = created } : e)];
        await Scheduler.Enqueue(Tenant, id);
        return new JobReceipt(id, IsNew: true, created.Status);
    }

    private void CheckLimit()
    {
        // A paused one holds its place: else a tenant could queue any number by turns.
        var (most, waiting) = (limits.Value.JobsWaiting(Tenant), _jobs.Count(e => !e.IsBeingRemoved && e.Last is { IsLive: false } last && !last.Status.IsFinal()));
        if (most > 0 && waiting >= most)
        {
            GridInstruments.Refused("jobs_waiting");
            throw new GridRequestException(
                GridError.LimitReached, $"tenant '{Tenant}'", $"has {waiting} waiting job{(waiting == 1 ? "" : "s")}, and Limits:JobsWaiting lets it have {most}; queue it when one has begun");
        }
    }

    /// <summary>The beginning of the content key, with a number if the same was asked for before.</summary>
    private async Task<string> FreeId(string first)
    {
        var id = first;
        for (var number = 2; _jobs.Any(e => e.Job == id) || await Job(id).Summarize() is not null; number++)
        {
            id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{first}-{number}");
        }

        return id;
    }

    /// <summary>Entries without a job go: their submission has failed. Not while one is under way.</summary>
    private async Task LookAtAll() => _jobs = [.. (await Look(_jobs)).Where(e => e.Last is not null || e.IsBeingRemoved)];

    /// <summary>The entries with the jobs' present state. What is final stays so and is not asked again.</summary>
    private async Task<IReadOnlyList<JobQueueEntry>> Look(IEnumerable<JobQueueEntry> entries) =>
        await Task.WhenAll(entries.Select(async e => e.IsFinal || e.IsBeingRemoved ? e : e with { Last = await Job(e.Job).Summarize() }));

    private async Task Write(IReadOnlyList<JobQueueEntry> changed)
    {
        await this.Write(state, new JobQueueState { Jobs = [.. changed] }, new JobQueueState { Jobs = [.. _jobs] });
        _jobs = changed;
    }
}
