using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Vision;
using Orleans.Storage;

namespace FaceGrid.Grains.Jobs;

/// <summary>
/// Stores and resumes runs. A blob is stored before the record that names it and deleted after the record that no longer does: a record
/// only names what is durable, and a process can end between any two writes.
/// </summary>
internal sealed class JobCheckpoints(IJobHost host, JobLedger ledger, IBlobStore blobs, TimeProvider time, BestEffort effort)
{
    /// <summary>Opens a session at the newest usable checkpoint, else at the start.</summary>
    /// <exception cref="JobStoppedException">The inputs are unusable, or of another version than the job was submitted for.</exception>
    public async Task<IJobSession> Open(JobRun run, JobInputs inputs)
    {
        var record = ledger.Record!;
        var version = await OnDevice(() => host.Engine.Check(inputs).Version);
        if (version != record.Specification.NetworkVersion)
        {
            throw new JobStoppedException(
                $"was submitted for the {host.Tools} {record.Specification.NetworkVersion}, here are {version}: "
                + $"the {host.Product} would be another",
                isJobsFault: true);
        }

        var logEntries = new List<string>();
        foreach (var checkpoint in record.Checkpoints.Reverse())
        {
            if (await TryResume(checkpoint, inputs, logEntries) is { } resumed)
            {
                await RestoreProgress(run, checkpoint, [.. logEntries, $"from the checkpoint of step {checkpoint.Step}"]);
                return resumed;
            }
        }

        IJobSession started;
        if (record.Specification.Origin is { } origin)
        {
            var bytes = await JobFaults.FromStore("the checkpoint that it was forked from", () => blobs.Get(origin.Checkpoint));
            started = await OnDevice(() => host.Engine.Fork(inputs, JobBlob.Unwrap("origin", ledger.Key, bytes).ToArray()));
        }
        else
        {
            started = await OnDevice(() => host.Engine.Start(inputs));
        }

        await RestoreProgress(run, null, logEntries.Count == 0 ? [] : [.. logEntries, "from the start"]);
        return started;
    }

    /// <summary>Resumes at a checkpoint; null if it is unusable, which <paramref name="logEntries"/> then states.</summary>
    public async Task<IJobSession?> TryResume(JobCheckpoint checkpoint, JobInputs inputs, List<string> logEntries)
    {
        try
        {
            var stored = await JobFaults.FromStore("checkpoint", () => blobs.Get(checkpoint.Blob));
            var content = JobBlob.Unwrap("checkpoint", ledger.Key, stored);
            return await OnDevice(() => host.Engine.Resume(inputs, content.ToArray()));
        }
        catch (Exception exception) when (exception is GridRequestException { Error: GridError.DamagedBlob }
            || exception is JobStoppedException { IsJobsFault: true, InnerException: BadInputException or GridRequestException })
        {
            logEntries.Add($"the checkpoint of step {checkpoint.Step} is unusable ({exception.Message}); going back to the one before");
            return null;
        }
    }

    /// <summary>Stores a checkpoint, and with its record the given change; deletes the checkpoints beyond the number to keep.</summary>
    public async Task Store(JobRun run, IJobSession session, Func<JobRecord, JobRecord> change)
    {
        var (step, content) = await OnDevice(() => (session.StepsDone, session.Checkpoint()));
        var wrapped = JobBlob.Wrap("checkpoint", ledger.Key, run.Epoch, step, content);
        var blob = await JobFaults.ToStore("the checkpoint", run.Progress?.Step, () => blobs.Put(wrapped));
        var dropped = new List<BlobReference>();
        try
        {
            await ledger.Store(run, With);
        }
        catch (Exception exception) when (exception is FencedException or InconsistentStateException)
        {
            // No record names the blob, and no other epoch makes a blob of this name.
            await Delete([blob]);
            throw;
        }

        run.StepsSinceCheckpoint = 0;
        await Delete(dropped);

        JobRecord With(JobRecord record)
        {
            List<JobCheckpoint> all =
            [
                .. record.Checkpoints.Where(c => c.Step < step),
                new JobCheckpoint(step, blob, time.GetUtcNow(), run.Progress!.Seconds),
            ];
            var kept = all.TakeLast(Math.Max(2, record.Specification.Cadence.Keep)).ToList();
            dropped.AddRange(record.Checkpoints.Select(c => c.Blob).Except(kept.Select(c => c.Blob)));
            return change(record) with { Checkpoints = kept, Progress = run.Progress!, History = run.Losses.ToHistory() };
        }
    }

    /// <summary>Stores the result files.</summary>
    /// <param name="register">Registers a trained encoder with the tenant.</param>
    public async Task<IReadOnlyList<JobResult>> StoreResults(JobRun run, IJobSession session, double seconds, bool register)
    {
        var results = new List<JobResult>();
        foreach (var file in await OnDevice(() => session.Results(seconds)))
        {
            var blob = await JobFaults.ToStore($"the result {file.Name}", run.Progress?.Step, () => blobs.Put(file.Content));
            results.Add(new JobResult(file.Name, blob));
            if (register && file.ModelVersion is { } version)
            {
                var entry = new ModelVersionEntry(version, file.Name, blob, ledger.Name, time.GetUtcNow());
                await JobFaults.ToStore($"the model version {version}", run.Progress?.Step, async () =>
                {
                    await host.Register(entry);
                    return true;
                });
            }
        }

        return results;
    }

    /// <summary>Closes a session on the device's thread.</summary>
    public Task Close(IJobSession? session) => session is null ? Task.CompletedTask : effort.Try("close the run", () => host.Lane.Run(() =>
    {
        session.Dispose();
        return true;
    }));

    /// <summary>Sets the run's progress to that of a checkpoint and drops later checkpoints and losses from the record.</summary>
    private async Task RestoreProgress(JobRun run, JobCheckpoint? from, IReadOnlyList<string> logEntries)
    {
        var record = ledger.Record!;
        var step = from?.Step ?? 0;
        run.Progress = record.Progress.Step == step
            ? record.Progress
            : new JobProgress(step, record.Specification.Steps, 0, 0, 0, [], [], 0, from?.Seconds ?? 0, null);
        run.Losses = new LossRecorder(record.History.UpTo(step));
        if (logEntries.Count == 0)
        {
            return;
        }

        var dropped = record.Checkpoints.Where(c => c.Step > step).ToList();
        await ledger.Store(
            run,
            now => now with
            {
                Checkpoints = [.. now.Checkpoints.Where(c => c.Step <= step)],
                History = run.Losses.ToHistory(),
                Progress = run.Progress,
            },
            logEntries);
        await Delete(dropped.Select(c => c.Blob));
    }

    private async Task Delete(IEnumerable<BlobReference> dropped)
    {
        foreach (var blob in dropped)
        {
            await effort.Try("delete a checkpoint", () => blobs.Delete(blob));
        }
    }

    private Task<T> OnDevice<T>(Func<T> work) => JobFaults.OnDevice(host.Lane, work);
}
