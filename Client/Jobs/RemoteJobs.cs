using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Storage.Blobs;
using FaceGrid.Grains.Styling;
using FaceGrid.Grains.Training;

namespace FaceGrid.Client.Jobs;

/// <summary>The jobs of a folder that a worker holds, asked through its socket.</summary>
internal sealed class RemoteJobs(JobsFolder folder) : IJobs
{
    private readonly Lazy<IBlobStore> blobs = new(folder.OpenBlobs);

    public bool AreRun => true;

    public IBlobStore Blobs => blobs.Value;

    public Task<JobReceipt> Submit(StyleJobRequest request) => Ask<JobReceipt>(new JobsQuestion(nameof(IJobs.Submit), Request: JobsWire.Element(request)));

    public Task<JobReceipt> Fork(StyleForkRequest request) => Ask<JobReceipt>(new JobsQuestion(nameof(IJobs.Fork), Request: JobsWire.Element(request)));

    public Task<JobReceipt> SubmitTraining(TrainingRunRequest request) =>
        Ask<JobReceipt>(new JobsQuestion(nameof(IJobs.SubmitTraining), Request: JobsWire.Element(request)));

    public async Task<IReadOnlyList<JobSummary>> Remove(IReadOnlyList<string> removed) =>
        await Ask<List<JobSummary>>(new JobsQuestion(nameof(IJobs.Remove), Request: JobsWire.Element(removed)));

    public async Task<IReadOnlyList<JobSummary>> Prune(DateTimeOffset time) =>
        await Ask<List<JobSummary>>(new JobsQuestion(nameof(IJobs.Prune), Request: JobsWire.Element(time)));

    public async Task<IReadOnlyList<JobSummary>> List() => await Ask<List<JobSummary>>(new JobsQuestion(nameof(IJobs.List)));

    public Task<JobDescription> Describe(string job) => Ask<JobDescription>(new JobsQuestion(nameof(IJobs.Describe), job));

    public Task<JobSummary> Pause(string job) => Ask<JobSummary>(new JobsQuestion(nameof(IJobs.Pause), job));

    public Task<JobSummary> Resume(string job) => Ask<JobSummary>(new JobsQuestion(nameof(IJobs.Resume), job));

    public Task<JobSummary> Cancel(string job) => Ask<JobSummary>(new JobsQuestion(nameof(IJobs.Cancel), job));

    public async IAsyncEnumerable<JobEvent> Watch(string job, int previewSide, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await JobsEndpoint.TryConnect(folder, cancellationToken) is not { } socket)
        {
            yield break;
        }

        await using var connection = new NetworkStream(socket, ownsSocket: true);
        using var reader = new StreamReader(connection, Encoding.UTF8, leaveOpen: true);
        var isAsked = false;
        while (true)
        {
            JobsAnswer? answer;
            try
            {
                if (!isAsked)
                {
                    await Write(connection, new JobsQuestion(nameof(IJobs.Watch), job, previewSide), cancellationToken);
                    isAsked = true;
                }

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

            yield return Open<JobEvent>(answer);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task Write(NetworkStream connection, JobsQuestion question, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(connection, new UTF8Encoding(false), leaveOpen: true);
        await JobsWire.Write(writer, question, cancellationToken);
    }

    private static T Open<T>(JobsAnswer answer) =>
        answer.Fault is { } fault ? throw fault.ToException()
        : answer.Result is { } result && result.Deserialize<T>(JobsWire.Json) is { } read ? read
        : throw new IOException("the worker's answer is empty");

    private async Task<T> Ask<T>(JobsQuestion question)
    {
        await using var connection = await Connect(CancellationToken.None);
        JobsAnswer? answer;
        try
        {
            await Write(connection, question, CancellationToken.None);
            using var reader = new StreamReader(connection, Encoding.UTF8, leaveOpen: true);
            answer = await JobsWire.Read<JobsAnswer>(reader, CancellationToken.None);
        }
        catch (IOException exception)
        {
            throw new WorkerGoneException(exception);
        }

        return Open<T>(answer ?? throw new WorkerGoneException());
    }

    private async Task<NetworkStream> Connect(CancellationToken cancellationToken) =>
        await JobsEndpoint.TryConnect(folder, cancellationToken) is { } socket
            ? new NetworkStream(socket, ownsSocket: true)
            : throw new WorkerGoneException();
}
