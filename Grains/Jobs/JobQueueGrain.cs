using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Storage.Blobs;
using FaceGrid.Vision;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Grains.Styling;

/// <inheritdoc cref="IRenderQueueGrain"/>
/// <remarks>
/// A submission writes the list before the job: a crash between the two leaves an entry without a job, which the next activation drops.
/// The job's own write decides.
/// </remarks>
public sealed class RenderQueueGrain(
    [PersistentState("queue", GridStorage.Name)] IPersistentState<RenderQueueState> state,
    IBlobStore blobs,
    IServiceProvider services) : Grain, IRenderQueueGrain
{
    private const int IdLength = 10;

    // ListOpen interleaves with a submission, so the list is replaced, never changed.
    private IReadOnlyList<RenderQueueEntry> jobs = [];

    private string Tenant => this.GetPrimaryKeyString();

    private IRenderSchedulerGrain Scheduler => GrainFactory.GetGrain<IRenderSchedulerGrain>(IRenderSchedulerGrain.Key);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        jobs = [.. state.State.Jobs];
        await LookAtAll();
    }

    public async Task<StyleJobReceipt> Submit(StyleJobRequest request)
    {
        CheckRequest(request.Images, request.Priority, request.Cadence);
        var check = await Check(request.Settings, request.Images);
        var key = ContentKeys.Of(check, request.Images, origin: null);
        return await Queue(request.Again, key, _ => Task.FromResult(
            new StyleJobSpecification(check.Settings, check.NetworkVersion, key, check.Steps, request.Images, request.Priority, request.Cadence, null)));
    }

    public async Task<StyleJobReceipt> Fork(StyleForkRequest request)
    {
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
        return await Queue(request.Again, key, async id =>
        {
            var copy = await blobs.Put(JobBlob.Wrap("origin", GridKeys.Job(Tenant, id), 0, checkpoint.Step, content.Span));
            return new StyleJobSpecification(
                check.Settings, check.NetworkVersion, key, check.Steps, parent.Images, priority, parent.Cadence, new StyleJobOrigin(request.Job, checkpoint.Step, copy));
        });
    }

    public async Task<IReadOnlyList<StyleJobSummary>> List()
    {
        await LookAtAll();
        return [.. jobs.Select(e => e.Last!)];
    }

    public async Task<IReadOnlyList<StyleJobSummary>> ListOpen() =>
        [.. (await Look(jobs.Where(e => !e.IsFinal))).Select(e => e.Last).OfType<StyleJobSummary>().Where(s => s.Status.IsOpen() || s.IsLive)];

    private static void CheckRequest(IReadOnlyList<StyleJobImage> images, int priority, CheckpointCadence cadence)
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

    private IStyleJobGrain Job(string id) => GrainFactory.GetGrain<IStyleJobGrain>(GridKeys.Job(Tenant, id));

    private async Task<StyleEngineCheck> Check(string settings, IReadOnlyList<StyleJobImage> images)
    {
        var engine = services.GetService<StyleDevice>()?.Engine ?? throw Refused("style transfer", "this machine has no engine for it");
        var files = new List<StyleInputFile>();
        foreach (var image in images)
        {
            files.Add(new StyleInputFile(image.Role, image.Name, await blobs.Get(image.Blob)));
        }

        try
        {
            // On the pool: headers are read and options checked.
            return await Task.Run(() => engine.Check(settings, files));
        }
        catch (BadInputException exception)
        {
            throw Refused(exception.Subject, exception.Reason);
        }
    }

    private async Task<StyleJobReceipt> Queue(bool again, string key, Func<string, Task<StyleJobSpecification>> specify)
    {
        await LookAtAll();
        var same = jobs.Where(e => e.ContentKey == key).ToList();
        if (!again && same.FindLast(e => e.Last is { Status: not (StyleJobStatus.Failed or StyleJobStatus.Cancelled) }) is { Last: { } last } existing)
        {
            if (last.Status.IsOpen())
            {
                // It may have been submitted by a process that died right after.
                await Scheduler.Enqueue(Tenant, existing.Job);
            }

            return new StyleJobReceipt(existing.Job, IsNew: false, last.Status);
        }

        var id = await FreeId(key);
        var specification = await specify(id);
        await Scheduler.Register(Tenant);
        await Write([.. Shortened(jobs), new RenderQueueEntry(id, key, null)]);
        var created = await Job(id).Create(specification);
        jobs = [.. jobs.Select(e => e.Job == id ? e with { Last = created } : e)];
        await Scheduler.Enqueue(Tenant, id);
        return new StyleJobReceipt(id, IsNew: true, created.Status);
    }

    /// <summary>The beginning of the content key, with a number if the picture was asked for before.</summary>
    private async Task<string> FreeId(string key)
    {
        var id = key[..IdLength];
        for (var number = 2; jobs.Any(e => e.Job == id) || await Job(id).Summarize() is not null; number++)
        {
            id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{key[..IdLength]}-{number}");
        }

        return id;
    }

    private static IReadOnlyList<RenderQueueEntry> Shortened(IReadOnlyList<RenderQueueEntry> all)
    {
        var tooMany = all.Count(e => e.IsFinal) - IRenderQueueGrain.MaxListed;
        return tooMany <= 0 ? all : [.. all.Where(e => !e.IsFinal || tooMany-- <= 0)];
    }

    /// <summary>Entries without a job go: their submission has failed. Not while one is under way.</summary>
    private async Task LookAtAll() => jobs = [.. (await Look(jobs)).Where(e => e.Last is not null)];

    /// <summary>The entries with the jobs' present state. What is final stays so and is not asked again.</summary>
    private async Task<IReadOnlyList<RenderQueueEntry>> Look(IEnumerable<RenderQueueEntry> entries) =>
        await Task.WhenAll(entries.Select(async e => e.IsFinal ? e : e with { Last = await Job(e.Job).Summarize() }));

    private async Task Write(IReadOnlyList<RenderQueueEntry> changed)
    {
        state.State = new RenderQueueState { Jobs = [.. changed] };
        try
        {
            await state.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
            throw;
        }
        catch
        {
            state.State = new RenderQueueState { Jobs = [.. jobs] };
            throw;
        }

        jobs = changed;
    }
}
