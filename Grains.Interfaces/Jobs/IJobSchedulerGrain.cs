using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>
/// Gives the devices to jobs: the highest priority first, among equal ones the tenant that was served least. There is one,
/// <see cref="Key"/>.
/// </summary>
[Callers(CallerRoles.Silo)]
[Alias("FaceGrid.IJobSchedulerGrain")]
public interface IJobSchedulerGrain : IGrainWithStringKey
{
    const string Key = "jobs";

    /// <summary>Registers a tenant durably, so that its jobs are found after a crash.</summary>
    [Alias("Register")]
    Task Register(string tenant);

    /// <summary>Queues a job. It may preempt one of lower priority, which yields at a checkpoint.</summary>
    [Alias("Enqueue")]
    Task Enqueue(string tenant, string job);

    /// <summary>A running job has stored a checkpoint.</summary>
    /// <param name="seconds">Of the device, since its last report.</param>
    /// <returns>True: another job should have the device now.</returns>
    [Alias("Report")]
    Task<bool> Report(string tenant, string job, double seconds);

    /// <summary>A job has returned its device.</summary>
    /// <param name="seconds">Of the device, since its last report.</param>
    [Alias("Release")]
    Task Release(string tenant, string job, double seconds);

    /// <summary>Queries the jobs of all tenants, resumes interrupted ones, and starts those that have a device.</summary>
    [Alias("Recover")]
    Task<JobOverview> Recover();

    [Alias("Overview")]
    Task<JobOverview> Overview();

    /// <summary>All tenants that ever had a job.</summary>
    [AlwaysInterleave]
    [Alias("Tenants")]
    Task<IReadOnlyList<string>> Tenants();
}
