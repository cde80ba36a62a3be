using System.Net;
using System.Net.Http.Headers;
using FaceGrid.Cli.Models.Published;
using FaceGrid.Vision;
using Polly;
using Polly.Retry;

namespace FaceGrid.Cli.Models.Downloads;

/// <summary>
/// Downloads one file of known size and SHA-256. A broken transfer resumes where it stopped (Range with If-Range), in this
/// run or a later one; if the server changed the file or ignores ranges, the download restarts from the first byte. The file
/// gets its name only when the hash is right.
/// </summary>
internal sealed partial class FileDownload : IDisposable
{
    private const int MostRedirects = 5;
    private const int BufferBytes = 1 << 16;

    private readonly DownloadOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public FileDownload(DownloadOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;

        // Redirects are followed in Send, which checks their scheme; decompression would make byte ranges meaningless.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            UseCookies = false,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("facegrid", null));
    }

    /// <param name="progress">Called with the bytes received.</param>
    /// <exception cref="DownloadFailedException">The download failed; the received part is kept for the next run.</exception>
    /// <exception cref="BadInputException">The content is not the published one; it was deleted.</exception>
    public async Task Fetch(Uri address, PublishedFile file, string destination, Action<long> progress, CancellationToken cancellationToken)
    {
        var limit = _options.Grace + TimeSpan.FromSeconds((double)file.Bytes / _options.LeastBytesPerSecond);
        using var deadline = new CancellationTokenSource(limit, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await FetchAll(address, file, destination, progress, linked.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DownloadFailedException($"{address}: not complete after {limit.TotalMinutes:F0} minutes", passing: false, e);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task FetchAll(
        Uri address, PublishedFile file, string destination, Action<long> progress, CancellationToken cancellationToken)
    {
        using var part = PartialFile.Open(destination, address);
        var mayBeMixed = part.Length > 0;
        while (true)
        {
            await Complete(part, address, file, progress, cancellationToken);
            var hash = await part.Sha256(cancellationToken);
            if (hash == file.Sha256)
            {
                part.Complete();
                return;
            }

            if (!mayBeMixed)
            {
                part.Delete();
                throw new BadInputException(
                    address.AbsoluteUri, $"is not the published file: SHA-256 {hash}, expected {file.Sha256}; the download was deleted");
            }

            // The part may consist of two halves of different files: download the whole file once more.
            part.Restart(address, null);
            mayBeMixed = false;
        }
    }

    /// <summary>
    /// Downloads the part to its full length, over as many transfers as that takes. Only transfers that bring nothing count as retries.
    /// </summary>
    private async Task Complete(
        PartialFile part, Uri address, PublishedFile file, Action<long> progress, CancellationToken cancellationToken)
    {
        var failures = 0;
        var before = part.Length;
        var retry = new RetryStrategyOptions
        {
            ShouldHandle = args => ValueTask.FromResult(
                args.Outcome.Exception is DownloadFailedException { IsPassing: true } && failures < _options.Retries),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = _options.RetryDelay,
            MaxDelay = TimeSpan.FromMinutes(1),
            OnRetry = _ =>
            {
                failures += part.Length <= before ? 1 : 0;
                return ValueTask.CompletedTask;
            },
        };
        await new ResiliencePipelineBuilder { TimeProvider = _time }.AddRetry(retry).Build().ExecuteAsync(
            async token =>
            {
                while (part.Length != file.Bytes)
                {
                    before = part.Length;
                    try
                    {
                        await Transfer(part, address, file, progress, token);
                    }
                    finally
                    {
                        part.Flush();
                    }
                }
            },
            cancellationToken);
    }

    private async Task Transfer(
        PartialFile part, Uri address, PublishedFile file, Action<long> progress, CancellationToken cancellationToken)
    {
        // A part that is longer than the file was not written by this class.
        if (part.Length > file.Bytes)
        {
            part.Restart(address, null);
        }

        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(_options.ConnectTimeout);
        try
        {
            using var response = await Send(part, address, stall.Token);
            if (!Accept(part, address, file, response))
            {
                return;
            }

            await using var body = await response.Content.ReadAsStreamAsync(stall.Token);
            var buffer = new byte[BufferBytes];
            while (true)
            {
                stall.CancelAfter(_options.StallTimeout);
                var read = await body.ReadAsync(buffer, stall.Token);
                if (read == 0)
                {
                    break;
                }

                if (part.Length + read > file.Bytes)
                {
                    part.Restart(address, null);
                    throw new BadInputException(
                        address.AbsoluteUri, $"is not the published file: more than {file.Bytes} bytes; the download was deleted");
                }

                part.Append(buffer.AsSpan(0, read));
                progress(part.Length);
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DownloadFailedException($"{address}: timed out", passing: true, e);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            throw new DownloadFailedException($"{address}: {e.Message.ReplaceLineEndings(" ")}", passing: true, e);
        }

        if (part.Length < file.Bytes)
        {
            throw new DownloadFailedException($"{address}: ended after {part.Length} of {file.Bytes} bytes", passing: true);
        }
    }
}
