using System.Diagnostics;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Telemetry;
using FaceGrid.Vision;
using Orleans.Storage;

namespace FaceGrid.Grains.Jobs;

/// <summary>
/// The run: a loop of single steps on the device's lane. What it stores goes to the blob store first and into the record after; a record
/// therefore only names what is durable, and a process can die between any two writes.
/// </summary>
public abstract partial class JobGrain
{
    // Watchers fetch a preview a little later than they hear of it.
    private const int KeptPreviews = 4;

    private readonly Queue<BlobReference> _previews = new();
    private long _previewMade;

    /// <summary>Never throws.</summary>
    private async Task Run(JobRun me)
    {
        // Not in the turn that started it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var isAnothers = false;

        // A run outlives the call that started it by days: each of its steps is a trace of its own.
        Activity.Current = null;
        try
        {
            await RunToTheEnd(me);
        }
        catch (FencedException)
        {
            // Cancelled.
        }
        catch (InconsistentStateException)
        {
            // Another activation has the job, and its own run.
            isAnothers = true;
        }
        catch (JobStoppedException exception)
        {
            await Quietly("store the end", () => StopFor(me, exception));
        }
        catch (Exception exception)
        {
            LogFailed(_logger, exception, "run", Key);
            await Quietly("store the end", () => StopFor(me, new JobStoppedException($"{exception.GetType().Name}: {exception.Message}", isJobsFault: true, exception)));
        }

        me.HasEnded = true;
        Tell();
        if (me.Stop == StopRequest.Shutdown)
        {
            return;
        }

        if (!isAnothers && _durable is { Status: not JobStatus.Running } && _unwrittenPause is null)
        {
            await ForgetReminder();
        }

        await Quietly("give the device back", () => Scheduler.Release(Tenant, Name, me.UnreportedSeconds));
    }

    /// <summary>Reads the inputs.</summary>
    /// <exception cref="JobStoppedException">They are not there, or not as they were.</exception>
    private protected abstract Task<IJobSource> Load(JobSpecification specification);

    private async Task RunToTheEnd(JobRun me)
    {
        var source = await Load(_durable!.Specification);
        IJobSession? session = null;
        try
        {
            session = await Open(me, source);
            var checkpointed = _time.GetTimestamp();
            while (!session.IsFinished)
            {
                if (me.Stop != StopRequest.None)
                {
                    await StopAtCheckpoint(me, session);
                    return;
                }

                await Advance(me, session);
                var cadence = _durable!.Specification.Cadence;
                if (!session.IsFinished && me.Stop == StopRequest.None
                    && (me.StepsSinceCheckpoint >= cadence.Steps || _time.GetElapsedTime(checkpointed).TotalSeconds >= cadence.Seconds))
                {
                    await StoreCheckpoint(me, session, record => record);
                    checkpointed = _time.GetTimestamp();
                    await Report(me);
                }
            }

            await Finish(me, session);
        }
        catch (JobStoppedException exception) when (exception.IsJobsFault)
        {
            // Two runs may not fit into the device's memory.
            var hasStarted = session is not null;
            await Close(session);
            session = null;
            if (!hasStarted)
            {
                throw;
            }

            await Fail(me, source, exception.Message);
        }
        finally
        {
            await Close(session);
        }
    }

    /// <summary>A session at the newest checkpoint that is sound, else at the start.</summary>
    private async Task<IJobSession> Open(JobRun me, IJobSource source)
    {
        var record = _durable!;
        var version = await OnDevice(source.Version);
        if (version != record.Specification.NetworkVersion)
        {
            throw new JobStoppedException(
                $"was submitted for the {Tools} {record.Specification.NetworkVersion}, here are {version}: the {Product} would be another", isJobsFault: true);
        }

        var sayings = new List<string>();
        foreach (var checkpoint in record.Checkpoints.Reverse())
        {
            if (await TryResume(checkpoint, source, sayings) is { } resumed)
            {
                await Settle(me, checkpoint, [.. sayings, $"from the checkpoint of step {checkpoint.Step}"]);
                return resumed;
            }
        }

        IJobSession started;
        if (record.Specification.Origin is { } origin)
        {
            var bytes = await FromStore("the checkpoint that it was forked from", () => BlobStore.Get(origin.Checkpoint));
            started = await OnDevice(() => source.Fork(JobBlob.Unwrap("origin", Key, bytes).ToArray()));
        }
        else
        {
            started = await OnDevice(source.Start);
        }

        await Settle(me, null, sayings.Count == 0 ? [] : [.. sayings, "from the start"]);
        return started;
    }

    private async Task<IJobSession?> TryResume(JobCheckpoint checkpoint, IJobSource source, List<string> sayings)
    {
        try
        {
            var content = JobBlob.Unwrap("checkpoint", Key, await FromStore("checkpoint", () => BlobStore.Get(checkpoint.Blob)));
            return await OnDevice(() => source.Resume(content.ToArray()));
        }
        catch (Exception exception) when (exception is GridRequestException { Error: GridError.DamagedBlob }
            || exception is JobStoppedException { IsJobsFault: true, InnerException: BadInputException or GridRequestException })
        {
            sayings.Add($"the checkpoint of step {checkpoint.Step} is unusable ({exception.Message}); going back to the one before");
            return null;
        }
    }

    /// <summary>Forgets what lies after the point that the run goes on from.</summary>
    private async Task Settle(JobRun me, JobCheckpoint? from, IReadOnlyList<string> sayings)
    {
        var record = _durable!;
        var step = from?.Step ?? 0;
        me.Progress = record.Progress.Step == step
            ? record.Progress
            : new JobProgress(step, record.Specification.Steps, 0, 0, 0, [], [], 0, from?.Seconds ?? 0, null);
        me.Losses = new LossRecorder(record.History.UpTo(step));
        if (sayings.Count > 0)
        {
            var dropped = record.Checkpoints.Where(c => c.Step > step).ToList();
            await Store(me, now => now with
            {
                Checkpoints = [.. now.Checkpoints.Where(c => c.Step <= step)],
                History = me.Losses.ToHistory(),
                Progress = me.Progress,
            }, sayings);
            await Forget(dropped.Select(c => c.Blob));
        }
    }

    private string Kind => JobNames.KindOf(Name) == JobKind.Training ? "training" : "style";

    private async Task Advance(JobRun me, IJobSession session)
    {
        var (step, seconds) = await Step(session);
        if (!MayGoOn(me))
        {
            throw new FencedException();
        }

        if (!step.IsFinite)
        {
            throw new JobStoppedException($"the loss is not finite at step {step.Step}: J = {step.Total}", isJobsFault: true);
        }

        DelayDeactivation(KeepAlive);
        GridInstruments.Step(Kind);
        me.StepsSinceCheckpoint++;
        me.UnreportedSeconds += seconds;
        var total = (me.Progress?.Seconds ?? 0) + seconds;

        // The last steps weigh most: a pyramid's later levels are slower.
        var pace = me.SecondsPerStep is { } before ? (0.9 * before) + (0.1 * seconds) : seconds;
        me.SecondsPerStep = pace;
        me.Progress = step.ToProgress(session.StepsTotal, total, pace * (session.StepsTotal - step.Step));
        me.Losses.Add(step.ToPoint());
        if (_watchers.PreviewSide is > 0 and var side && (_previewMade == 0 || session.IsFinished || _time.GetElapsedTime(_previewMade) >= _options.PreviewPeriod))
        {
            await Quietly("make a preview", () => MakePreview(me, session, side));
        }

        Tell();
    }

    private async Task<(JobStep Step, double Seconds)> Step(IJobSession session)
    {
        using var span = GridTraces.JobStep(Kind, Device!.Lane.Name);
        try
        {
            var done = await OnDevice(() =>
            {
                var started = Stopwatch.GetTimestamp();
                return (session.Advance(), Stopwatch.GetElapsedTime(started).TotalSeconds);
            });
            span?.SetTag("facegrid.job.step", done.Item1.Step);
            return done;
        }
        catch (Exception exception) when (GridTraces.Failed(span, exception))
        {
            throw;
        }
    }

    private async Task MakePreview(JobRun me, IJobSession session, int side)
    {
        var (step, png) = await OnDevice(() => (session.StepsDone, session.Preview(side)));
        var made = await BlobStore.Put(JobBlob.Wrap("preview", Key, me.Epoch, step, png));
        (_preview, _previewStep, _previewMade) = (made, step, _time.GetTimestamp());
        _previews.Enqueue(made);
        while (_previews.Count > KeptPreviews)
        {
            await BlobStore.Delete(_previews.Dequeue());
        }
    }

    /// <summary>Blob first, record after, then the checkpoints that are not needed any more go.</summary>
    private async Task StoreCheckpoint(JobRun me, IJobSession session, Func<JobRecord, JobRecord> change)
    {
        var (step, content) = await OnDevice(() => (session.StepsDone, session.Checkpoint()));
        var blob = await ToStore("the checkpoint", () => BlobStore.Put(JobBlob.Wrap("checkpoint", Key, me.Epoch, step, content)));
        var dropped = new List<BlobReference>();
        try
        {
            await Store(me, With, []);
        }
        catch (Exception exception) when (exception is FencedException or InconsistentStateException)
        {
            // No record names it, and no other epoch makes a blob of this name.
            await Forget([blob]);
            throw;
        }

        me.StepsSinceCheckpoint = 0;
        await Forget(dropped);

        JobRecord With(JobRecord record)
        {
            List<JobCheckpoint> all = [.. record.Checkpoints.Where(c => c.Step < step), new JobCheckpoint(step, blob, _time.GetUtcNow(), me.Progress!.Seconds)];
            var kept = all.TakeLast(Math.Max(2, record.Specification.Cadence.Keep)).ToList();
            dropped.AddRange(record.Checkpoints.Select(c => c.Blob).Except(kept.Select(c => c.Blob)));
            return change(record) with { Checkpoints = kept, Progress = me.Progress!, History = me.Losses.ToHistory() };
        }
    }

    private async Task StopAtCheckpoint(JobRun me, IJobSession session)
    {
        if (me.Stop == StopRequest.Cancel)
        {
            return;
        }

        if (me.StepsSinceCheckpoint > 0)
        {
            await StoreCheckpoint(me, session, GiveWay);
        }
        else if (me.Stop == StopRequest.Yield)
        {
            await Store(me, GiveWay, []);
        }

        // Who pauses or cancels has written so already, and a job that its process leaves is still running for whoever takes it up.
        JobRecord GiveWay(JobRecord record) => me.Stop == StopRequest.Yield && record.Status == JobStatus.Running
            ? (record with { Status = JobStatus.Queued }).Say(_time.GetUtcNow(), $"made way for another job at step {session.StepsDone}")
            : record;
    }

    private async Task Finish(JobRun me, IJobSession session)
    {
        if (me.StepsSinceCheckpoint > 0)
        {
            await StoreCheckpoint(me, session, record => record);
        }

        // Before the job is done: a crash between the two does it once more, with the same bits.
        var results = await StoreResults(session, me.Progress!.Seconds, RegisterModel);
        await Store(
            me,
            record => record with { Status = JobStatus.Done, Results = results, Reason = null },
            [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"done after {session.StepsDone} steps, {me.Progress!.Seconds:F1} s")]);
    }

    private async Task<IReadOnlyList<JobResult>> StoreResults(IJobSession session, double seconds, Func<JobFile, BlobReference, Task>? then = null)
    {
        var results = new List<JobResult>();
        foreach (var file in await OnDevice(() => session.Results(seconds)))
        {
            var blob = await ToStore($"the result {file.Name}", () => BlobStore.Put(file.Content));
            results.Add(new JobResult(file.Name, blob));
            if (then is not null)
            {
                await then(file, blob);
            }
        }

        return results;
    }

    /// <summary>An encoder that a run has come to is known to its tenant.</summary>
    private Task RegisterModel(JobFile file, BlobReference blob) => file.ModelVersion is not { } version ? Task.CompletedTask : ToStore(
        $"the model version {version}",
        async () =>
        {
            await GrainFactory.GetGrain<IModelRegistryGrain>(Tenant).Register(new ModelVersionEntry(version, file.Name, blob, Name, _time.GetUtcNow()));
            return true;
        });

    /// <summary>Ends the job as failed, with what the last good checkpoint holds.</summary>
    private async Task Fail(JobRun me, IJobSource source, string reason)
    {
        // A checkpoint that no good step came after may hold what went wrong already.
        var good = _durable!.Checkpoints.SkipLast(me.StepsSinceCheckpoint == 0 && _durable.Checkpoints.Count > 0 && me.Progress?.Step == _durable.Checkpoints[^1].Step ? 1 : 0).ToList();
        IReadOnlyList<JobResult> results = [];
        List<string> sayings = ["failed: " + reason];
        foreach (var checkpoint in Enumerable.Reverse(good))
        {
            IJobSession? session = null;
            try
            {
                session = await TryResume(checkpoint, source, sayings);
                if (session is not null)
                {
                    results = await StoreResults(session, checkpoint.Seconds);
                    sayings.Add($"the {Product} is that of step {checkpoint.Step}");
                    break;
                }
            }
            catch (JobStoppedException exception)
            {
                sayings.Add($"the {Product} of step {checkpoint.Step} could not be kept: {exception.Message}");
            }
            finally
            {
                await Close(session);
            }
        }

        await Store(me, record => record with { Status = JobStatus.Failed, Reason = reason, Results = results, Checkpoints = good }, sayings);
    }

    private async Task StopFor(JobRun me, JobStoppedException why)
    {
        if (!why.IsJobsFault)
        {
            await PauseItself(why.Message, me);
            return;
        }

        // What went wrong did so before there was anything to keep.
        await Store(me, record => record with { Status = JobStatus.Failed, Reason = why.Message }, ["failed: " + why.Message]);
    }

    /// <summary>Pauses because of what the job stands on. If that cannot be stored either, the job still holds still, and says why.</summary>
    private async Task PauseItself(string why, JobRun? me = null)
    {
        try
        {
            await Change(record => record.Status != JobStatus.Running || (me is not null && record.Epoch != me.Epoch)
                ? null
                : (record with { Status = JobStatus.Paused, Reason = why }).Say(_time.GetUtcNow(), why));
            _unwrittenPause = null;
        }
        catch (Exception exception) when (exception is not InconsistentStateException)
        {
            LogFailed(_logger, exception, "store a pause", Key);
            _unwrittenPause = why;
        }
    }

    private async Task Report(JobRun me)
    {
        var seconds = me.UnreportedSeconds;
        await Quietly("report", async () =>
        {
            if (await Scheduler.Report(Tenant, Name, seconds))
            {
                me.RequestStop(StopRequest.Yield);
            }

            me.UnreportedSeconds -= seconds;
        });
    }

    private bool MayGoOn(JobRun me) => _durable is { } record && record.Epoch == me.Epoch && !record.Status.IsFinal();

    /// <summary>A change by the run: only in its own epoch, and only while the job has not ended.</summary>
    private async Task Store(JobRun me, Func<JobRecord, JobRecord> change, IReadOnlyList<string> sayings) => await ToStore(
        "the job's state",
        () => Change(record => MayGoOn(me) ? change(record).Say(_time.GetUtcNow(), sayings) : throw new FencedException()));

    private async Task Forget(IEnumerable<BlobReference> dropped)
    {
        foreach (var blob in dropped)
        {
            await Quietly("delete a checkpoint", () => BlobStore.Delete(blob));
        }
    }

    private Task Close(IJobSession? session) => session is null ? Task.CompletedTask : Quietly("close the run", () => Device!.Lane.Run(() =>
    {
        session.Dispose();
        return true;
    }));

    private async Task<T> OnDevice<T>(Func<T> work)
    {
        try
        {
            return await Device!.Lane.Run(work);
        }
        catch (Exception exception)
        {
            var text = exception is BadInputException or GridRequestException or JobEngineException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}";
            throw new JobStoppedException(text.ReplaceLineEndings(" "), isJobsFault: true, exception);
        }
    }

    /// <summary>Reading: what is missing or damaged is the job's end (<see cref="TryResume"/> knows better), all else will pass.</summary>
    private protected static async Task<byte[]> FromStore(string what, Func<Task<byte[]>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception exception)
        {
            var isLost = exception is GridRequestException { Error: GridError.MissingBlob or GridError.DamagedBlob };
            throw new JobStoppedException($"{what}: {exception.Message}", isLost, exception);
        }
    }

    private async Task<T> ToStore<T>(string what, Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (Exception exception) when (exception is not (FencedException or InconsistentStateException))
        {
            throw new JobStoppedException($"paused at step {_run?.Progress?.Step}: {what} could not be stored ({exception.Message})", isJobsFault: false, exception);
        }
    }
}
