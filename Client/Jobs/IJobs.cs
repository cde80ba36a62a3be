using FaceGrid.Grains;
using FaceGrid.Grains.Storage.Blobs;
using FaceGrid.Grains.Styling;

namespace FaceGrid.Client.Jobs;

/// <summary>The jobs of a data folder, whichever process has them.</summary>
internal interface IJobs : IAsyncDisposable
{
    /// <summary>Somebody is at work on them.</summary>
    bool AreRun { get; }

    IBlobStore Blobs { get; }

    /// <exception cref="GridRequestException">The request is unusable.</exception>
    Task<StyleJobReceipt> Submit(StyleJobRequest request);

    /// <exception cref="GridRequestException">The request is unusable.</exception>
    Task<StyleJobReceipt> Fork(StyleForkRequest request);

    Task<IReadOnlyList<StyleJobSummary>> List();

    /// <exception cref="GridRequestException">No such job.</exception>
    Task<StyleJobDescription> Describe(string job);

    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    Task<StyleJobSummary> Pause(string job);

    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    Task<StyleJobSummary> Resume(string job);

    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    Task<StyleJobSummary> Cancel(string job);

    /// <summary>How the job stands, until it has ended, or its process has.</summary>
    /// <exception cref="GridRequestException">No such job.</exception>
    IAsyncEnumerable<StyleJobEvent> Watch(string job, int previewSide, CancellationToken cancellationToken);
}
