using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using Orleans.Storage;

namespace FaceGrid.Grains.Jobs;

/// <summary>
/// A job's durable record and the run of this activation. Changes are made one after the other, each from the last durable record to the
/// next. Used on the grain's scheduler only.
/// </summary>
/// <param name="key">Key of the job, tenant/job.</param>
/// <param name="write">Writes the first state; on a failure, the second is restored in memory.</param>
internal sealed class JobLedger(string key, TimeProvider time, Func<JobState, JobState, Task> write)
{
    private readonly SemaphoreSlim _writing = new(1, 1);

    public string Key => key;

    public string Tenant => GridKeys.TenantOf(key);

    public string Name => GridKeys.NameOf(key);

    /// <summary>The record as it is stored; null: there is no such job.</summary>
    public JobRecord? Record { get; private set; }

    /// <summary>The newest run of this activation; null: none.</summary>
    public JobRun? Run { get; set; }

    /// <summary>The reason for a pause that storage could not take; null: none.</summary>
    public string? UnwrittenPause { get; set; }

    public bool IsLive => Run is { HasEnded: false };

    public string Subject => $"job '{Name}'";

    /// <summary>Sets the record as it was read on activation.</summary>
    public void Load(JobState state) => Record = state.Record;

    /// <summary>Forgets a job whose record was erased.</summary>
    public void Clear() => (Record, Run, UnwrittenPause) = (null, null, null);

    public GridRequestException Unknown() => new(GridError.UnknownJob, Subject, "there is no such job");

    /// <summary>Runs an operation that no change interleaves with.</summary>
    public async Task<T> Exclusive<T>(Func<Task<T>> operation)
    {
        await _writing.WaitAsync();
        try
        {
            return await operation();
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Replaces the durable record.</summary>
    /// <param name="change">Returns the new record, or null if there is nothing to change.</param>
    /// <param name="then">Runs right after the write; no other change interleaves.</param>
    /// <returns>The new record; null if there was nothing to change.</returns>
    /// <exception cref="GridRequestException">There is no such job.</exception>
    public Task<JobRecord?> Change(Func<JobRecord, JobRecord?> change, Action<JobRecord>? then = null) => Exclusive(async () =>
    {
        if (change(Record ?? throw Unknown()) is not { } after)
        {
            return null;
        }

        await Write(after);
        then?.Invoke(after);
        return after;
    });

    /// <summary>A change by a run, which must be the current one of a job that has not ended.</summary>
    /// <exception cref="FencedException">The run is no longer the current one.</exception>
    /// <exception cref="JobStoppedException">The write failed.</exception>
    public Task Store(JobRun run, Func<JobRecord, JobRecord> change, params IReadOnlyList<string> logEntries)
    {
        return JobFaults.ToStore("the job's state", run.Progress?.Step, () => Change(Fenced));

        JobRecord Fenced(JobRecord record) =>
            IsCurrent(run) ? change(record).WithLogEntries(time.GetUtcNow(), logEntries) : throw new FencedException();
    }

    /// <summary>True if the run is the newest one and the job has not ended.</summary>
    public bool IsCurrent(JobRun run) => Record is { } record && record.Epoch == run.Epoch && !record.Status.IsFinal();

    /// <summary>Writes the record. Call inside <see cref="Exclusive"/>.</summary>
    public async Task Write(JobRecord record)
    {
        try
        {
            await write(new JobState { Record = record }, new JobState { Record = Record });
        }
        catch (InconsistentStateException)
        {
            // Another activation runs the job.
            Run?.RequestStop(StopRequest.Cancel);
            throw;
        }

        Record = record;
    }

    /// <summary>Pauses the job after a storage failure. If the pause cannot be stored either, it is kept in memory.</summary>
    /// <param name="run">The run that failed; null: none is live.</param>
    public async Task PauseAfterFault(string why, JobRun? run, BestEffort effort)
    {
        try
        {
            await Change(record => record.Status != JobStatus.Running || (run is not null && record.Epoch != run.Epoch)
                ? null
                : (record with { Status = JobStatus.Paused, Reason = why }).WithLogEntries(time.GetUtcNow(), why));
            UnwrittenPause = null;
        }
        catch (Exception exception) when (exception is not InconsistentStateException)
        {
            effort.Log("store a pause", exception);
            UnwrittenPause = why;
        }
    }

    /// <summary>The progress of the live run, else that of the newest checkpoint.</summary>
    public JobProgress Progress(JobRecord record) => IsLive && Run!.Progress is { } live ? live : record.Progress;

    public JobSummary Summary(JobRecord record)
    {
        var progress = Progress(record);
        var status = UnwrittenPause is not null ? JobStatus.Paused
            : record.Status == JobStatus.Running && !IsLive ? JobStatus.Queued
            : record.Status;
        return new JobSummary(
            Tenant,
            Name,
            status,
            IsLive,
            record.Specification.Priority,
            record.Created,
            progress.Step,
            progress.Steps,
            progress.Step > 0 ? progress.Total : null,
            status == JobStatus.Running ? progress.SecondsLeft : null,
            UnwrittenPause ?? record.Reason,
            status.IsFinal() && record.Messages.Count > 0 ? record.Messages[^1].At : null);
    }

    public JobDescription Describe(JobRecord record) => new(
        Summary(record),
        record.Specification,
        record.Epoch,
        Progress(record),
        IsLive ? Run!.Losses.ToHistory().Points : record.History.Points,
        record.Checkpoints,
        record.Results,
        UnwrittenPause is null ? record.Messages : [.. record.Messages, new JobMessage(time.GetUtcNow(), UnwrittenPause)]);
}
