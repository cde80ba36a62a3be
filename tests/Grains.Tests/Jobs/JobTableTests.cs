using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Limits;

namespace FaceGrid.Grains.Tests.Jobs;

public sealed class JobTableTests
{
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(10);

    private readonly JobTable _table = new(new TenantLimits());

    [Fact]
    public void Place_LiveOpenAndEndedJobs_RunWaitAndLeave()
    {
        _table.Place(Job("a", "live", isLive: true));
        _table.Place(Job("a", "open"));
        _table.Place(Job("a", "done", status: JobStatus.Done));

        Assert.Equal(["a/live"], _table.ToOverview().Running);
        Assert.Equal(["a/open"], _table.ToOverview().Waiting);

        _table.Place(Job("a", "live", status: JobStatus.Done));
        Assert.Empty(_table.Running);
    }

    [Fact]
    public void Place_TenantThatWasIdle_GetsNoCreditForTheIdleTime()
    {
        _table.Load(new Dictionary<string, double> { ["busy"] = 500, ["idle"] = 0 });
        _table.Place(Job("busy", "one", isLive: true));
        _table.Place(Job("idle", "two"));

        Assert.Equal(500, _table.ToOverview().Service["idle"]);
    }

    [Fact]
    public void MustYield_AnotherTenantIsOwedMoreThanASlice_IsTrueOnceAndStays()
    {
        _table.Place(Job("one", "running", isLive: true));
        _table.Place(Job("two", "waiting"));
        Assert.False(_table.MustYield("one/running", Slice));

        _table.AddService("one", Slice.TotalSeconds + 1);
        Assert.True(_table.MustYield("one/running", Slice));
        Assert.True(_table.MustYield("one/running", Slice));
        Assert.False(_table.MustYield("one/unknown", Slice));
    }

    [Fact]
    public void Preempt_WaitingJobOfHigherPriority_NamesTheRunningOneOnce()
    {
        _table.Place(Job("one", "low", isLive: true));
        _table.Place(Job("two", "high", priority: 5));

        Assert.Equal(["one/low"], _table.Preempt().Select(e => e.Key));
        Assert.Empty(_table.Preempt());
    }

    [Fact]
    public void AssignAndRequeue_JobThatCannotBeStarted_WaitsAgain()
    {
        _table.Place(Job("one", "a"));
        var entry = Assert.Single(_table.InOrder());
        _table.Assign(entry);
        Assert.True(_table.IsRunning(entry.Key));

        _table.Requeue(entry);
        Assert.False(_table.IsRunning(entry.Key));
        Assert.Equal(1, _table.WaitingCount);
    }

    private static JobSummary Job(
        string tenant, string name, JobStatus status = JobStatus.Queued, bool isLive = false, int priority = 0) =>
        new(tenant, name, status, isLive, priority, DateTimeOffset.UnixEpoch, 0, 10, null, null, null);
}
