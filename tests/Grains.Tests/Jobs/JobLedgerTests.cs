using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Jobs;

public sealed class JobLedgerTests
{
    private readonly JobLedger _ledger;
    private JobState? _stored;
    private Exception? _failure;

    public JobLedgerTests()
    {
        _ledger = new JobLedger("studio/a", TimeProvider.System, (changed, _) =>
        {
            if (_failure is { } failure)
            {
                return Task.FromException(failure);
            }

            _stored = changed;
            return Task.CompletedTask;
        });
        var specification = new JobSpecification("{}", "network-1", "key", 10, [], 0, CheckpointCadence.Default, null);
        var progress = new JobProgress(0, 10, 0, 0, 0, [], [], 0, 0, null);
        _ledger.Load(new JobState
        {
            Record = new JobRecord(
                specification, JobStatus.Running, 1, DateTimeOffset.UnixEpoch, progress, LossHistory.Empty, [], [], [], null),
        });
    }

    [Fact]
    public async Task Change_WriteFails_TheRecordStaysAsItIsStored()
    {
        _failure = new IOException("no space left on device");

        await Assert.ThrowsAsync<IOException>(() => _ledger.Change(record => record with { Status = JobStatus.Done }));

        Assert.Equal(JobStatus.Running, _ledger.Record!.Status);
        Assert.Null(_stored);
    }

    [Fact]
    public async Task Change_AnotherActivationHasWritten_TheRunIsStopped()
    {
        _ledger.Run = new JobRun(1);
        _failure = new InconsistentStateException("the ETag differs");

        await Assert.ThrowsAsync<InconsistentStateException>(() => _ledger.Change(record => record with { Status = JobStatus.Done }));

        Assert.Equal(StopRequest.Cancel, _ledger.Run.Stop);
    }

    [Theory]
    [InlineData(JobStatus.Running, 2)]
    [InlineData(JobStatus.Cancelled, 1)]
    public async Task Store_RunOfAnEarlierEpochOrOfAnEndedJob_IsFencedAndWritesNothing(JobStatus status, long epoch)
    {
        await _ledger.Change(record => record with { Status = status, Epoch = epoch });
        _stored = null;

        await Assert.ThrowsAsync<FencedException>(() => _ledger.Store(new JobRun(1), record => record with { Status = JobStatus.Done }));

        Assert.Null(_stored);
    }

    [Fact]
    public async Task PauseAfterFault_PauseCannotBeStored_IsKeptInMemoryUntilItCan()
    {
        var effort = new BestEffort(NullLogger.Instance, "studio/a");
        _failure = new IOException("no space left on device");
        await _ledger.PauseAfterFault("the disk is full", run: null, effort);

        var summary = _ledger.Summary(_ledger.Record!);
        Assert.Equal((JobStatus.Paused, "the disk is full"), (summary.Status, summary.Reason));
        Assert.Equal("the disk is full", _ledger.Describe(_ledger.Record!).Messages[^1].Text);

        _failure = null;
        await _ledger.PauseAfterFault("the disk is full", run: null, effort);
        Assert.Null(_ledger.UnwrittenPause);
        Assert.Equal(JobStatus.Paused, _stored!.Record!.Status);
    }

    [Fact]
    public async Task Change_NoSuchJob_IsRefused()
    {
        _ledger.Clear();

        var error = await Assert.ThrowsAsync<GridRequestException>(() => _ledger.Change(record => record));

        Assert.Equal(GridError.UnknownJob, error.Error);
    }
}
