using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Styling;
using FaceGrid.Grains.Tests.Styling;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceGrid.Grains.Tests.Jobs;

/// <summary>A run without a silo: its host, storage and engine are in memory.</summary>
public sealed class JobRunnerTests : IDisposable
{
    private const int Steps = 6;

    private readonly World _world = World.New();
    private readonly Host _host = new();
    private readonly JobLedger _ledger;
    private readonly JobRunner _runner;
    private readonly JobRun _run = new(1);

    public JobRunnerTests()
    {
        _ledger = new JobLedger("studio/a", TimeProvider.System, (_, _) => Task.CompletedTask) { Run = _run };
        var specification = new JobSpecification(
            new TestSettings("a", Steps).ToString(), TestEngine.Network, "key", Steps, [], 0, new CheckpointCadence(2, 3600, 2), null);
        var progress = new JobProgress(0, Steps, 0, 0, 0, [], [], 0, 0, null);
        _ledger.Load(new JobState
        {
            Record = new JobRecord(
                specification, JobStatus.Running, 1, DateTimeOffset.UnixEpoch, progress, LossHistory.Empty, [], [], [], null),
        });
        var effort = new BestEffort(NullLogger.Instance, "studio/a");
        var checkpoints = new JobCheckpoints(_host, _ledger, _world.Blobs, TimeProvider.System, effort);
        var previews = new JobPreviews("studio/a", _world.Blobs, new JobOptions(), TimeProvider.System);
        _runner = new JobRunner(_host, _ledger, checkpoints, previews, new JobWatchers(), TimeProvider.System, effort);
    }

    public void Dispose() => _host.Lane.Dispose();

    [Fact]
    public async Task Run_NoFault_EndsAsDoneWithResultsAndReturnsTheDevice()
    {
        await _runner.Run(_run);

        var record = _ledger.Record!;
        Assert.Equal((JobStatus.Done, Steps, 3), (record.Status, record.Progress.Step, record.Results.Count));
        Assert.Equal([4, 6], record.Checkpoints.Select(c => c.Step));
        Assert.Equal((2, 1, 1), (_host.Reports, _host.Releases, _host.Unregistrations));
        Assert.True(_run.HasEnded);
    }

    [Fact]
    public async Task Run_JobIsCancelledMeanwhile_StoresNothingMore()
    {
        _host.Steps.BeforeStep = (_, step) =>
        {
            if (step == 3)
            {
                _ledger.Change(record => record with { Status = JobStatus.Cancelled }).GetAwaiter().GetResult();
            }
        };

        await _runner.Run(_run);

        Assert.Equal(JobStatus.Cancelled, _ledger.Record!.Status);
        Assert.Equal([2], _ledger.Record.Checkpoints.Select(c => c.Step));
        Assert.Empty(_ledger.Record.Results);
        Assert.Equal(1, _world.Blobs.Count);
        Assert.Equal(1, _host.Releases);
    }

    [Fact]
    public async Task Run_AnotherJobIsToHaveTheDevice_IsQueuedAgainAtACheckpoint()
    {
        _host.MustYield = true;

        await _runner.Run(_run);

        Assert.Equal(JobStatus.Queued, _ledger.Record!.Status);
        Assert.Equal([2], _ledger.Record.Checkpoints.Select(c => c.Step));
    }

    private sealed class Host : IJobHost
    {
        public TestEngine Steps { get; } = new();

        public bool MustYield { get; set; }

        public int Reports { get; private set; }

        public int Releases { get; private set; }

        public int Unregistrations { get; private set; }

        public IJobEngine Engine => Steps;

        public ComputeLane Lane { get; } = new("test");

        public string Product => "picture";

        public string Tools => "weights";

        public Task<JobInputs> Load(JobSpecification specification) => Task.FromResult(new JobInputs(specification.Settings,
        [
            new StyleInputFile(JobImageRoles.Content, "c", [10, 200, 30]),
            new StyleInputFile(JobImageRoles.Style(1), "s", [120, 130, 200]),
        ]));

        public void KeepActive()
        {
            // Nothing deactivates this host.
        }

        public void NotifyWatchers()
        {
            // There are none.
        }

        public Task UnregisterReminder()
        {
            Unregistrations++;
            return Task.CompletedTask;
        }

        public Task<bool> Report(double seconds)
        {
            Reports++;
            return Task.FromResult(MustYield);
        }

        public Task Release(double seconds)
        {
            Releases++;
            return Task.CompletedTask;
        }

        public Task Register(ModelVersionEntry model) => Task.CompletedTask;
    }
}
