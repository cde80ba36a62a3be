using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FaceGrid.EndToEnd.Tests.Models;

/// <summary>An HTTP/1.1 server on a socket, which can violate the protocol at any byte.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Func<Request, Answer> _respond;
    private readonly Task _accepting;

    public RawServer(Func<Request, Answer> respond)
    {
        _respond = respond;
        _listener.Start();
        _accepting = Accept();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Requests so far.</summary>
    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>A correct answer: the whole content, or the requested range if the ETag matches.</summary>
    public static Answer Serve(Request request, byte[] content, string? etag)
    {
        var tag = etag is null ? string.Empty : $"ETag: {etag}\r\n";
        if (request.From is not { } from || (request.IfRange is not null && request.IfRange != etag))
        {
            return new Answer($"200 OK\r\n{tag}Content-Length: {content.Length}", content);
        }

        if (from >= content.Length)
        {
            return new Answer("416 Range Not Satisfiable\r\nContent-Length: 0", []);
        }

        var range = $"bytes {from}-{content.Length - 1}/{content.Length}";
        return new Answer(
            $"206 Partial Content\r\n{tag}Content-Range: {range}\r\nContent-Length: {content.Length - from}", content[from..]);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopped.Dispose();
    }

    private async Task Accept()
    {
        var connections = new List<Task>();
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                connections.Add(Converse(await _listener.AcceptTcpClientAsync(_stopped.Token)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(connections);
    }

    private async Task Converse(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                var line = await reader.ReadLineAsync(_stopped.Token);
                if (line is null)
                {
                    return;
                }

                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                while (await reader.ReadLineAsync(_stopped.Token) is { Length: > 0 } header)
                {
                    headers[header[..header.IndexOf(':')]] = header[(header.IndexOf(':') + 1)..].Trim();
                }

                var request = new Request(line.Split(' ')[1], headers);
                Requests.Enqueue(request);
                var answer = _respond(request);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Head}\r\nConnection: close\r\n\r\n"), _stopped.Token);
                await stream.WriteAsync(answer.Body.AsMemory(0, Math.Min(answer.CutAfter, answer.Body.Length)), _stopped.Token);
                await stream.FlushAsync(_stopped.Token);
                if (answer.Hold)
                {
                    await Task.Delay(Timeout.Infinite, _stopped.Token);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The client closed the connection, or the test ended.
            }
        }
    }

    /// <param name="Path">Path, with the leading slash.</param>
    internal sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers)
    {
        /// <summary>First byte of the requested range; null: no range.</summary>
        public int? From => Headers.TryGetValue("Range", out var range)
            ? int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture)
            : null;

        public string? IfRange => Headers.GetValueOrDefault("If-Range");
    }

    /// <param name="Head">Status line and headers.</param>
    /// <param name="CutAfter">Number of body bytes sent before the connection is closed.</param>
    /// <param name="Hold">True: keep the connection open and silent instead.</param>
    internal sealed record Answer(string Head, byte[] Body, int CutAfter = int.MaxValue, bool Hold = false);
}
