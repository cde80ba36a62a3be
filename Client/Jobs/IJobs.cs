using FaceGrid.Grains;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Storage.Blobs;
using FaceGrid.Grains.Styling;
using FaceGrid.Grains.Training;

namespace FaceGrid.Client.Jobs;

/// <summary>The jobs of a data folder, whichever process has them.</summary>
internal interface IJobs : IAsyncDisposable
{
    /// <summary>Somebody is at work on them.</summary>
    bool AreRun { get; }

    IBlobStore Blobs { get; }

    /// <exception cref="GridRequestException">The request is unusable.</exception>
    Task<JobReceipt> Submit(StyleJobRequest request);

    /// <exception cref="GridRequestException">The request is unusable.</exception>
    Task<JobReceipt> Fork(StyleForkRequest request);

    /// <exception cref="GridRequestException">The request is unusable.</exception>
    Task<JobReceipt> SubmitTraining(TrainingRunRequest request);

    Task<IReadOnlyList<JobSummary>> List();

    /// <returns>The jobs as they were.</returns>
    /// <exception cref="GridRequestException">One is unknown or has not ended; none was removed.</exception>
    Task<IReadOnlyList<JobSummary>> Remove(IReadOnlyList<string> removed);

    /// <returns>The jobs as they were: all that ended before that time.</returns>
    Task<IReadOnlyList<JobSummary>> Prune(DateTimeOffset time);

    /// <exception cref="GridRequestException">No such job.</exception>
    Task<JobDescription> Describe(string job);

    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    Task<JobSummary> Pause(string job);

    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    Task<JobSummary> Resume(string job);

    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    Task<JobSummary> Cancel(string job);

    /// <summary>How the job stands, until it has ended, or its process has.</summary>
    /// <exception cref="GridRequestException">No such job.</exception>
    IAsyncEnumerable<JobEvent> Watch(string job, int previewSide, CancellationToken cancellationToken);
}
