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
/// A job exists once its own record is written.
/// </remarks>
public sealed partial class JobQueueGrain(
    [PersistentState("queue", GridStorage.Name)] IPersistentState<JobQueueState> state,
    IBlobStore blobs,
    IOptions<TenantLimits> limits,
    ILogger<JobQueueGrain> logger,
    IServiceProvider services) : Grain, IJobQueueGrain
{
    private const int IdLength = 10;

    private static readonly TimeSpan RemovalPeriod = TimeSpan.FromMinutes(1);

    // ListOpen interleaves with a submission, so the list is replaced, never changed.
    private IReadOnlyList<JobQueueEntry> _jobs = [];
    private IGrainTimer? _removals;

    private string Tenant => this.GetPrimaryKeyString();

    private IJobSchedulerGrain Scheduler => GrainFactory.GetGrain<IJobSchedulerGrain>(IJobSchedulerGrain.Key);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _jobs = [.. state.State.Jobs];
        await LookAtAll();

        // By a timer: the other tenants' queues, which a removal calls, may be activated at the same time and call this one.
        _removals = this.RegisterGrainTimer(
            RetryRemovals, new GrainTimerCreationOptions(TimeSpan.Zero, RemovalPeriod) { KeepAlive = true });
    }

    public async Task<JobReceipt> SubmitTraining(TrainingRunRequest request)
    {
        await ResumeRemovals();
        JobRequestChecks.Check([], request.Priority, request.Cadence);
        var device = services.GetService<JobDevice>();
        var engine = device?.Training ?? throw JobRequestChecks.Refused("training", "this machine has no engine for it");
        var (data, check) = await Checked(() =>
        {
            var folder = device.Paths.Resolve("folder of photos", request.Folder);
            return (FolderListing.Of(folder), engine.Check(new JobInputs(request.Configuration, [], folder)));
        });
        var key = ContentKeys.Of(check, data);
        return await Queue(JobKind.Training, request.Again, key, _ => Task.FromResult(
            new JobSpecification(check.Settings, check.Version, key, check.Steps, [], request.Priority, request.Cadence, null, data)));
    }

    public async Task<JobReceipt> Submit(StyleJobRequest request)
    {
        // First, so that no blob that the check finds is deleted afterwards.
        await ResumeRemovals();
        JobRequestChecks.Check(request.Images, request.Priority, request.Cadence);
        var check = await Check(request.Settings, request.Images);
        var key = ContentKeys.Of(check, request.Images, origin: null);
        return await Queue(JobKind.Style, request.Again, key, _ => Task.FromResult(
            new JobSpecification(
                check.Settings, check.Version, key, check.Steps, request.Images, request.Priority, request.Cadence, null)));
    }

    public async Task<JobReceipt> Fork(StyleForkRequest request)
    {
        await ResumeRemovals();
        if (JobNames.KindOf(request.Job) != JobKind.Style)
        {
            throw new GridRequestException(
                GridError.InvalidRequest, $"job '{request.Job}'", "trains an encoder: begin a new run with its weights instead of a fork");
        }

        if (await Job(request.Job).Describe() is not { Specification: var parent } job)
        {
            throw new GridRequestException(GridError.UnknownJob, $"job '{request.Job}'", "there is no such job");
        }

        var checkpoint = (request.Step is { } step ? job.Checkpoints.FirstOrDefault(c => c.Step == step) : job.Checkpoints.LastOrDefault())
            ?? throw new GridRequestException(GridError.WrongJobState, $"job '{request.Job}'", job.Checkpoints.Count == 0
                ? "has no checkpoint yet"
                : $"has no checkpoint of step {request.Step}; "
                    + $"there are those of steps {string.Join(", ", job.Checkpoints.Select(c => c.Step))}");
        var priority = request.Priority ?? parent.Priority;
        JobRequestChecks.Check(parent.Images, priority, parent.Cadence);
        var check = await Check(JsonMergePatch.Apply(parent.Settings, request.Patch), parent.Images);
        var content = JobBlob.Unwrap("checkpoint", GridKeys.Job(Tenant, request.Job), await blobs.Get(checkpoint.Blob));
        var key = ContentKeys.Of(check, parent.Images, checkpoint.Blob.Sha256);
        return await Queue(JobKind.Style, request.Again, key, async id =>
        {
            var copy = await blobs.Put(JobBlob.Wrap("origin", GridKeys.Job(Tenant, id), 0, checkpoint.Step, content.Span));
            var origin = new JobOrigin(request.Job, checkpoint.Step, copy);
            return new JobSpecification(check.Settings, check.Version, key, check.Steps, parent.Images, priority, parent.Cadence, origin);
        });
    }

    public async Task<IReadOnlyList<JobSummary>> List()
    {
        await LookAtAll();
        var listed = _jobs.Where(e => !e.IsBeingRemoved).Select(e => e.Last!).ToList();
        var tooMany = listed.Count(s => s.Status.IsFinal()) - IJobQueueGrain.MaxListed;
        return tooMany <= 0 ? listed : [.. listed.Where(s => !s.Status.IsFinal() || tooMany-- <= 0)];
    }

    public async Task<IReadOnlyList<JobSummary>> ListOpen() =>
        [.. (await Look(_jobs.Where(e => !e.IsFinal))).Select(e => e.Last).OfType<JobSummary>().Where(s => s.Status.IsOpen() || s.IsLive)];

    private IJobGrain Job(string id) => GrainFactory.GetJob(GridKeys.Job(Tenant, id));

    private async Task<JobCheck> Check(string settings, IReadOnlyList<JobImage> images)
    {
        var engine = services.GetService<JobDevice>()?.Styles
            ?? throw JobRequestChecks.Refused("style transfer", "this machine has no engine for it");
        var files = new List<StyleInputFile>();
        foreach (var image in images)
        {
            files.Add(new StyleInputFile(image.Role, image.Name, await blobs.Get(image.Blob)));
        }

        return await Checked(() => engine.Check(new JobInputs(settings, files)));
    }

    /// <summary>Runs the check, which reads image headers, on the thread pool.</summary>
    private static async Task<T> Checked<T>(Func<T> check)
    {
        try
        {
            return await Task.Run(check);
        }
        catch (BadInputException exception)
        {
            throw JobRequestChecks.Refused(exception.Subject, exception.Reason);
        }
    }

    private async Task<JobReceipt> Queue(JobKind kind, bool again, string key, Func<string, Task<JobSpecification>> specify)
    {
        await LookAtAll();
        var same = _jobs.Where(e => e.ContentKey == key && !e.IsBeingRemoved).ToList();
        if (!again
            && same.FindLast(e => e.Last is { Status: not (JobStatus.Failed or JobStatus.Cancelled) }) is { Last: { } last } existing)
        {
            if (last.Status.IsOpen())
            {
                // The process that submitted it may have ended before it was queued.
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
        // A paused job counts: otherwise a tenant could queue any number by pausing them in turn.
        var most = limits.Value.JobsWaiting(Tenant);
        var waiting = _jobs.Count(e => !e.IsBeingRemoved && e.Last is { IsLive: false } last && !last.Status.IsFinal());
        if (most > 0 && waiting >= most)
        {
            GridInstruments.Refused("jobs_waiting");
            throw new GridRequestException(
                GridError.LimitReached,
                $"tenant '{Tenant}'",
                $"has {waiting} waiting job{(waiting == 1 ? "" : "s")}, and Limits:JobsWaiting lets it have {most}; "
                + "queue it when one has begun");
        }
    }

    /// <summary>The first digits of the content key, with a number if that name is taken.</summary>
    private async Task<string> FreeId(string first)
    {
        var id = first;
        for (var number = 2; _jobs.Any(e => e.Job == id) || await Job(id).Summarize() is not null; number++)
        {
            id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{first}-{number}");
        }

        return id;
    }

    /// <summary>Drops entries without a job, whose submission failed. Must not run during a submission.</summary>
    private async Task LookAtAll() => _jobs = [.. (await Look(_jobs)).Where(e => e.Last is not null || e.IsBeingRemoved)];

    /// <summary>The entries with the jobs' current state. A final state does not change and is not queried again.</summary>
    private async Task<IReadOnlyList<JobQueueEntry>> Look(IEnumerable<JobQueueEntry> entries) =>
        await Task.WhenAll(entries.Select(async e => e.IsFinal || e.IsBeingRemoved ? e : e with { Last = await Job(e.Job).Summarize() }));

    private async Task Write(IReadOnlyList<JobQueueEntry> changed)
    {
        await this.Write(state, new JobQueueState { Jobs = [.. changed] }, new JobQueueState { Jobs = [.. _jobs] });
        _jobs = changed;
    }
}
