using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Models;

namespace FaceGrid.Grains.Jobs;

/// <summary>The grain as the host of its runs.</summary>
public abstract partial class JobGrain : IJobHost
{
    /// <summary>Least time that an activation with a run is kept after each step.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(30);

    ComputeLane IJobHost.Lane => Device!.Lane;

    IJobEngine IJobHost.Engine => Engine!;

    string IJobHost.Product => Product;

    string IJobHost.Tools => Tools;

    /// <summary>The engine of this kind of jobs; null: this machine has none.</summary>
    private protected abstract IJobEngine? Engine { get; }

    /// <summary>Name of the result in log entries.</summary>
    private protected abstract string Product { get; }

    /// <summary>Name in log entries of what <see cref="JobSpecification.NetworkVersion"/> is the version of.</summary>
    private protected abstract string Tools { get; }

    Task<JobInputs> IJobHost.Load(JobSpecification specification) => Load(specification);

    void IJobHost.KeepActive() => DelayDeactivation(KeepAlive);

    void IJobHost.NotifyWatchers() => NotifyWatchers();

    Task IJobHost.UnregisterReminder() => UnregisterReminder();

    Task<bool> IJobHost.Report(double seconds) => Scheduler.Report(_ledger.Tenant, _ledger.Name, seconds);

    Task IJobHost.Release(double seconds) => Scheduler.Release(_ledger.Tenant, _ledger.Name, seconds);

    Task IJobHost.Register(ModelVersionEntry model) => GrainFactory.GetGrain<IModelRegistryGrain>(_ledger.Tenant).Register(model);

    /// <summary>Reads the inputs.</summary>
    /// <exception cref="JobStoppedException">They are missing or have changed.</exception>
    private protected abstract Task<JobInputs> Load(JobSpecification specification);

    private JobRun StartRun(long epoch)
    {
        var run = new JobRun(epoch);
        var checkpoints = new JobCheckpoints(this, _ledger, BlobStore, _time, _effort);
        run.Task = new JobRunner(this, _ledger, checkpoints, _previews, _watchers, _time, _effort).Run(run);
        return run;
    }

    private JobEvent Event(JobRecord record) => new(_ledger.Summary(record), _ledger.Progress(record), _previews.Newest, _previews.Step);

    private void NotifyWatchers()
    {
        if (_ledger.Record is { } record)
        {
            _watchers.Publish(Event(record));
        }
    }

    private Task UnregisterReminder() => _effort.Try("unregister the reminder", async () =>
    {
        if (await this.GetReminder(ReminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    });
}
