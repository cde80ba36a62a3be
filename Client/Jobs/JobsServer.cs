using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FaceGrid.Grains;
using FaceGrid.Grains.Styling;
using FaceGrid.Grains.Training;

namespace FaceGrid.Client.Jobs;

/// <summary>Answers other commands while this process holds the jobs' folder: one question a connection.</summary>
internal sealed class JobsServer : IAsyncDisposable
{
    private readonly IJobs jobs;
    private readonly JobsFolder folder;
    private readonly Socket socket;
    private readonly string path;
    private readonly CancellationTokenSource stopWatching = new();
    private readonly ConcurrentDictionary<Task, bool> connections = new();
    private readonly Task accepting;

    private JobsServer(IJobs jobs, JobsFolder folder)
    {
        this.jobs = jobs;
        this.folder = folder;
        (socket, path) = JobsEndpoint.Listen(folder);
        accepting = Accept();
    }

    public static JobsServer Start(IJobs jobs, JobsFolder folder) => new(jobs, folder);

    /// <summary>
    /// Hears no new question and finishes those that were heard, so that nobody is told of something that happens no more. Watchers are
    /// let go: the job goes on, or has ended.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        JobsEndpoint.Forget(folder, path);
        await accepting;
        await stopWatching.CancelAsync();
        await Task.WhenAll(connections.Keys);
        stopWatching.Dispose();
    }

    private async Task Accept()
    {
        while (true)
        {
            Socket connection;
            try
            {
                connection = await socket.AcceptAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }

            var served = Task.Run(() => Serve(connection));
            connections[served] = true;
            _ = served.ContinueWith(done => connections.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    /// <summary>Never throws: whoever asked may be gone.</summary>
    private async Task Serve(Socket connection)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false));
            if (await JobsWire.Read<JobsQuestion>(reader, CancellationToken.None) is not { } question)
            {
                return;
            }

            try
            {
                await Answer(question, writer);
            }
            catch (Exception exception) when (exception is not IOException)
            {
                await JobsWire.Write(writer, new JobsAnswer(Fault: JobsFault.Of(exception)), CancellationToken.None);
            }
        }
        catch (IOException)
        {
            // The other side has hung up.
        }
    }

    private async Task Answer(JobsQuestion question, TextWriter writer)
    {
        var job = question.Job ?? "";
        switch (question.Method)
        {
            case nameof(IJobs.List):
                await Result(await jobs.List());
                break;
            case nameof(IJobs.Describe):
                await Result(await jobs.Describe(job));
                break;
            case nameof(IJobs.Submit):
                await Result(await jobs.Submit(Request<StyleJobRequest>(question)));
                break;
            case nameof(IJobs.SubmitTraining):
                await Result(await jobs.SubmitTraining(Request<TrainingRunRequest>(question)));
                break;
            case nameof(IJobs.Remove):
                await Result(await jobs.Remove(Request<List<string>>(question)));
                break;
            case nameof(IJobs.Prune):
                await Result(await jobs.Prune(Request<DateTimeOffset>(question)));
                break;
            case nameof(IJobs.Fork):
                await Result(await jobs.Fork(Request<StyleForkRequest>(question)));
                break;
            case nameof(IJobs.Pause):
                await Result(await jobs.Pause(job));
                break;
            case nameof(IJobs.Resume):
                await Result(await jobs.Resume(job));
                break;
            case nameof(IJobs.Cancel):
                await Result(await jobs.Cancel(job));
                break;
            case nameof(IJobs.Watch):
                await Watch(question, writer);
                break;
            default:
                throw new GridRequestException(GridError.InvalidRequest, question.Method, "this worker does not know it; is it of another version?");
        }

        Task Result<T>(T result) => JobsWire.Write(writer, new JobsAnswer(JobsWire.Element(result)), CancellationToken.None);
    }

    private async Task Watch(JobsQuestion question, TextWriter writer)
    {
        try
        {
            await foreach (var next in jobs.Watch(question.Job ?? "", question.PreviewSide, stopWatching.Token))
            {
                await JobsWire.Write(writer, new JobsAnswer(JobsWire.Element(next)), stopWatching.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The worker stops; the watcher asks whoever comes after it.
        }

        await JobsWire.Write(writer, new JobsAnswer(IsEnd: true), CancellationToken.None);
    }

    private static T Request<T>(JobsQuestion question) =>
        question.Request is { } request && request.Deserialize<T>(JobsWire.Json) is { } read
            ? read
            : throw new GridRequestException(GridError.InvalidRequest, question.Method, "the request is missing");
}
