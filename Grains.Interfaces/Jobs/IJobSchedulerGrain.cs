namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>
/// Gives the devices to jobs: the highest priority first, among equal ones the tenant that was served least. There is one, <see cref="Key"/>.
/// </summary>
[Alias("FaceGrid.IJobSchedulerGrain")]
public interface IJobSchedulerGrain : IGrainWithStringKey
{
    const string Key = "renders";

    /// <summary>Makes a tenant known, durably: from now on its jobs are found after any crash.</summary>
    [Alias("Register")]
    Task Register(string tenant);

    /// <summary>A job wants to run. It may take the device of one of lower priority, which yields at a checkpoint.</summary>
    [Alias("Enqueue")]
    Task Enqueue(string tenant, string job);

    /// <summary>A running job has stored a checkpoint.</summary>
    /// <param name="seconds">Of the device, since its last report.</param>
    /// <returns>True: somebody else should have the device now.</returns>
    [Alias("Report")]
    Task<bool> Report(string tenant, string job, double seconds);

    /// <summary>A job has given its device back, for whatever reason.</summary>
    /// <param name="seconds">Of the device, since its last report.</param>
    [Alias("Release")]
    Task Release(string tenant, string job, double seconds);

    /// <summary>Asks all tenants for their jobs, takes up what was interrupted, and starts what can be started.</summary>
    [Alias("Recover")]
    Task<JobOverview> Recover();

    [Alias("Overview")]
    Task<JobOverview> Overview();

    /// <summary>Every tenant that ever had a job.</summary>
    [AlwaysInterleave]
    [Alias("Tenants")]
    Task<IReadOnlyList<string>> Tenants();
}
