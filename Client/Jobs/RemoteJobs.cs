using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using FaceGrid.Grains.Storage.Blobs;
using FaceGrid.Grains.Styling;

namespace FaceGrid.Client.Jobs;

/// <summary>The jobs of a folder that a worker holds, asked through its socket.</summary>
internal sealed class RemoteJobs(JobsFolder folder) : IJobs
{
    private readonly Lazy<IBlobStore> blobs = new(folder.OpenBlobs);

    public bool AreRun => true;

    public IBlobStore Blobs => blobs.Value;

    public Task<StyleJobReceipt> Submit(StyleJobRequest request) => Ask<StyleJobReceipt>(new JobsQuestion(nameof(IJobs.Submit), Request: JobsWire.Element(request)));

    public Task<StyleJobReceipt> Fork(StyleForkRequest request) => Ask<StyleJobReceipt>(new JobsQuestion(nameof(IJobs.Fork), Request: JobsWire.Element(request)));

    public async Task<IReadOnlyList<StyleJobSummary>> List() => await Ask<List<StyleJobSummary>>(new JobsQuestion(nameof(IJobs.List)));

    public Task<StyleJobDescription> Describe(string job) => Ask<StyleJobDescription>(new JobsQuestion(nameof(IJobs.Describe), job));

    public Task<StyleJobSummary> Pause(string job) => Ask<StyleJobSummary>(new JobsQuestion(nameof(IJobs.Pause), job));

    public Task<StyleJobSummary> Resume(string job) => Ask<StyleJobSummary>(new JobsQuestion(nameof(IJobs.Resume), job));

    public Task<StyleJobSummary> Cancel(string job) => Ask<StyleJobSummary>(new JobsQuestion(nameof(IJobs.Cancel), job));

    public async IAsyncEnumerable<StyleJobEvent> Watch(string job, int previewSide, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await Connect(cancellationToken);
        using var reader = await Send(connection, new JobsQuestion(nameof(IJobs.Watch), job, previewSide), cancellationToken);
        while (true)
        {
            JobsAnswer? answer;
            try
            {
                answer = await JobsWire.Read<JobsAnswer>(reader, cancellationToken);
            }
            catch (IOException)
            {
                // The worker was killed. Whoever watches asks again, and gets the next one.
                yield break;
            }

            if (answer is null or { IsEnd: true })
            {
                yield break;
            }

            yield return Open<StyleJobEvent>(answer);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<StreamReader> Send(NetworkStream connection, JobsQuestion question, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(connection, new UTF8Encoding(false), leaveOpen: true);
        await JobsWire.Write(writer, question, cancellationToken);
        return new StreamReader(connection, Encoding.UTF8, leaveOpen: true);
    }

    private static T Open<T>(JobsAnswer answer) =>
        answer.Fault is { } fault ? throw fault.ToException()
        : answer.Result is { } result && result.Deserialize<T>(JobsWire.Json) is { } read ? read
        : throw new IOException("the worker's answer is empty");

    private async Task<T> Ask<T>(JobsQuestion question)
    {
        await using var connection = await Connect(CancellationToken.None);
        using var reader = await Send(connection, question, CancellationToken.None);
        return Open<T>(await JobsWire.Read<JobsAnswer>(reader, CancellationToken.None)
            ?? throw new IOException("the worker has ended without an answer; whether it has done what was asked is not known"));
    }

    private async Task<NetworkStream> Connect(CancellationToken cancellationToken) =>
        await JobsEndpoint.TryConnect(folder, cancellationToken) is { } socket
            ? new NetworkStream(socket, ownsSocket: true)
            : throw new IOException("the worker has ended meanwhile; try again");
}
