using System.Diagnostics;
using System.Globalization;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Telemetry;
using Orleans.Storage;

namespace FaceGrid.Grains.Jobs;

/// <summary>
/// Executes a job: a loop of single steps on the device's thread. It changes the record through <see cref="JobLedger.Store"/>, which
/// refuses a run that is no longer the current one. Used on the grain's scheduler only.
/// </summary>
internal sealed class JobRunner(
    IJobHost host,
    JobLedger ledger,
    JobCheckpoints checkpoints,
    JobPreviews previews,
    JobWatchers watchers,
    TimeProvider time,
    BestEffort effort)
{
    private string Kind => JobNames.KindOf(ledger.Name) == JobKind.Training ? "training" : "style";

    /// <summary>Runs the job until it ends or stops. Does not throw.</summary>
    public async Task Run(JobRun run)
    {
        // Not in the turn that started it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var isAnothers = false;

        // A run outlives the call that started it by days: each of its steps is a trace of its own.
        Activity.Current = null;
        try
        {
            await RunToTheEnd(run);
        }
        catch (FencedException)
        {
            // Cancelled.
        }
        catch (InconsistentStateException)
        {
            // Another activation has the job and its own run.
            isAnothers = true;
        }
        catch (JobStoppedException exception)
        {
            await effort.Try("store the end", () => StopFor(run, exception));
        }
        catch (Exception exception)
        {
            effort.Log("run", exception);
            var failure = new JobStoppedException($"{exception.GetType().Name}: {exception.Message}", isJobsFault: true, exception);
            await effort.Try("store the end", () => StopFor(run, failure));
        }

        run.HasEnded = true;
        host.NotifyWatchers();
        if (run.Stop == StopRequest.Shutdown)
        {
            return;
        }

        if (!isAnothers && ledger.Record is { Status: not JobStatus.Running } && ledger.UnwrittenPause is null)
        {
            await host.UnregisterReminder();
        }

        await effort.Try("give the device back", () => host.Release(run.UnreportedSeconds));
    }

    private async Task RunToTheEnd(JobRun run)
    {
        var inputs = await host.Load(ledger.Record!.Specification);
        IJobSession? session = null;
        try
        {
            session = await checkpoints.Open(run, inputs);
            var checkpointed = time.GetTimestamp();
            while (!session.IsFinished)
            {
                if (run.Stop != StopRequest.None)
                {
                    await StopAtCheckpoint(run, session);
                    return;
                }

                await Advance(run, session);
                var cadence = ledger.Record!.Specification.Cadence;
                if (!session.IsFinished && run.Stop == StopRequest.None
                    && (run.StepsSinceCheckpoint >= cadence.Steps || time.GetElapsedTime(checkpointed).TotalSeconds >= cadence.Seconds))
                {
                    await checkpoints.Store(run, session, record => record);
                    checkpointed = time.GetTimestamp();
                    await Report(run);
                }
            }

            await Finish(run, session);
        }
        catch (JobStoppedException exception) when (exception.IsJobsFault)
        {
            // The device's memory may not hold two runs.
            var hasStarted = session is not null;
            await checkpoints.Close(session);
            session = null;
            if (!hasStarted)
            {
                throw;
            }

            await Fail(run, inputs, exception.Message);
        }
        finally
        {
            await checkpoints.Close(session);
        }
    }

    private async Task Advance(JobRun run, IJobSession session)
    {
        var (step, seconds) = await session.Step(host.Lane, Kind);
        if (!ledger.IsCurrent(run))
        {
            throw new FencedException();
        }

        if (!step.IsFinite)
        {
            throw new JobStoppedException($"the loss is not finite at step {step.Step}: J = {step.Total}", isJobsFault: true);
        }

        host.KeepActive();
        GridInstruments.Step(Kind);
        run.Add(step, seconds, session.StepsTotal);
        if (watchers.PreviewSide is > 0 and var side && (session.IsFinished || previews.IsDue))
        {
            await effort.Try("make a preview", async () =>
            {
                var (done, png) = await JobFaults.OnDevice(host.Lane, () => (session.StepsDone, session.Preview(side)));
                await previews.Add(run.Epoch, done, png);
            });
        }

        host.NotifyWatchers();
    }

    private async Task StopAtCheckpoint(JobRun run, IJobSession session)
    {
        if (run.Stop == StopRequest.Cancel)
        {
            return;
        }

        if (run.StepsSinceCheckpoint > 0)
        {
            await checkpoints.Store(run, session, Requeue);
        }
        else if (run.Stop == StopRequest.Yield)
        {
            await ledger.Store(run, Requeue);
        }

        // A pause or a cancellation is in the record already; after a shutdown the status stays Running for the next activation.
        JobRecord Requeue(JobRecord record) => run.Stop == StopRequest.Yield && record.Status == JobStatus.Running
            ? (record with { Status = JobStatus.Queued }).WithLogEntries(
                time.GetUtcNow(), $"made way for another job at step {session.StepsDone}")
            : record;
    }

    private async Task Finish(JobRun run, IJobSession session)
    {
        if (run.StepsSinceCheckpoint > 0)
        {
            await checkpoints.Store(run, session, record => record);
        }

        // Before the job is done: after a crash between the two, the same results are stored again.
        var seconds = run.Progress!.Seconds;
        var results = await checkpoints.StoreResults(run, session, seconds, register: true);
        await ledger.Store(
            run,
            record => record with { Status = JobStatus.Done, Results = results, Reason = null },
            string.Create(CultureInfo.InvariantCulture, $"done after {session.StepsDone} steps, {seconds:F1} s"));
    }

    /// <summary>Ends the job as failed, with the results of the last good checkpoint.</summary>
    private async Task Fail(JobRun run, JobInputs inputs, string reason)
    {
        // A checkpoint without a good step after it may contain the fault.
        var all = ledger.Record!.Checkpoints;
        var isSuspect = run.StepsSinceCheckpoint == 0 && all.Count > 0 && run.Progress?.Step == all[^1].Step;
        var good = all.SkipLast(isSuspect ? 1 : 0).ToList();
        IReadOnlyList<JobResult> results = [];
        List<string> logEntries = ["failed: " + reason];
        foreach (var checkpoint in Enumerable.Reverse(good))
        {
            IJobSession? session = null;
            try
            {
                session = await checkpoints.TryResume(checkpoint, inputs, logEntries);
                if (session is not null)
                {
                    results = await checkpoints.StoreResults(run, session, checkpoint.Seconds, register: false);
                    logEntries.Add($"the {host.Product} is that of step {checkpoint.Step}");
                    break;
                }
            }
            catch (JobStoppedException exception)
            {
                logEntries.Add($"the {host.Product} of step {checkpoint.Step} could not be kept: {exception.Message}");
            }
            finally
            {
                await checkpoints.Close(session);
            }
        }

        await ledger.Store(
            run, record => record with { Status = JobStatus.Failed, Reason = reason, Results = results, Checkpoints = good }, logEntries);
    }

    private async Task StopFor(JobRun run, JobStoppedException why)
    {
        if (!why.IsJobsFault)
        {
            await ledger.PauseAfterFault(why.Message, run, effort);
            return;
        }

        // The run failed before it had any result to keep.
        await ledger.Store(run, record => record with { Status = JobStatus.Failed, Reason = why.Message }, "failed: " + why.Message);
    }

    private async Task Report(JobRun run)
    {
        var seconds = run.UnreportedSeconds;
        await effort.Try("report", async () =>
        {
            if (await host.Report(seconds))
            {
                run.RequestStop(StopRequest.Yield);
            }

            run.UnreportedSeconds -= seconds;
        });
    }
}
