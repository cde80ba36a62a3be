using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>style --detach</c> and <c>train encoder --detach</c>.</summary>
/// <param name="Job">Job id.</param>
/// <param name="IsNew">False: an identical job already exists, and this is its id.</param>
/// <param name="Status">Status of the job.</param>
/// <param name="WorkerStarted">True if a worker process was started.</param>
internal sealed record JobSubmittedResult(string Job, bool IsNew, JobStatus Status, bool WorkerStarted);
