using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>A job in the scheduler's table.</summary>
/// <param name="IsBegun">True if it has completed steps: finishing it first frees its checkpoints.</param>
internal sealed record JobEntry(string Tenant, string Job, int Priority, DateTimeOffset Created, bool IsBegun)
{
    public string Key => GridKeys.Job(Tenant, Job);

    public static JobEntry Of(JobSummary job) => new(job.Tenant, job.Job, job.Priority, job.Created, job.Step > 0);
}
