using System.Security.Cryptography;
using FaceGrid.Cli.Models.Downloads;
using FaceGrid.Cli.Models.Published;
using FaceGrid.Vision;

namespace FaceGrid.EndToEnd.Tests.Models;

/// <summary>Downloads from correct and from faulty servers.</summary>
public sealed class FileDownloadTests : IDisposable
{
    private const string Tag = "\"one\"";

    private static readonly DownloadOptions Quick = new() { Retries = 0, RetryDelay = TimeSpan.Zero };

    private readonly string _folder = Directory.CreateTempSubdirectory("facegrid-test-").FullName;
    private readonly byte[] _content = RandomNumberGenerator.GetBytes(300_000);

    private string Destination => Path.Combine(_folder, "weights.bin");

    private string Part => Destination + ".part";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Fetch_SoundServer_WritesTheFileAndNoPart()
    {
        await using var server = new RawServer(r => RawServer.Serve(r, _content, Tag));
        var seen = new List<long>();

        await Fetch(server, Quick, seen.Add);

        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination));
        Assert.Equal([Destination], Directory.GetFiles(_folder));
        Assert.Equal(_content.Length, seen[^1]);
        Assert.Equal(seen.Order(), seen);
    }

    [Fact]
    public async Task Fetch_ConnectionCut_KeepsThePartAndResumes()
    {
        await using var server = new RawServer(r => RawServer.Serve(r, _content, Tag) with { CutAfter = Cut(r, 100_000) });

        await Assert.ThrowsAsync<DownloadFailedException>(() => Fetch(server, Quick));
        Assert.False(File.Exists(Destination));
        Assert.Equal(_content[..100_000], await File.ReadAllBytesAsync(Part));
        await Fetch(server, Quick);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination));
        Assert.Equal([null, 100_000], server.Requests.Select(r => r.From));
        Assert.Equal([null, Tag], server.Requests.Select(r => r.IfRange));
    }

    [Fact]
    public async Task Fetch_ConnectionCutAgainAndAgain_FinishesInOneRunAsLongAsSomethingComes()
    {
        await using var server = new RawServer(r => RawServer.Serve(r, _content, Tag) with { CutAfter = 40_000 });

        await Fetch(server, Quick with { Retries = 1 });

        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination));
        Assert.Equal([null, 40_000, 80_000, 120_000, 160_000, 200_000, 240_000, 280_000], server.Requests.Select(r => r.From));
    }

    [Fact]
    public async Task Fetch_ServerIgnoresRanges_StartsOver()
    {
        await using var server = new RawServer(r =>
            RawServer.Serve(r with { Headers = new Dictionary<string, string>() }, _content, null) with { CutAfter = Cut(r, 70_000) });

        await Fetch(server, Quick with { Retries = 1 });

        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination));
        Assert.Equal([null, 70_000], server.Requests.Select(r => r.From));
    }

    [Fact]
    public async Task Fetch_FileChangedMeanwhile_TakesNothingOfTheOldOne()
    {
        var old = RandomNumberGenerator.GetBytes(_content.Length);
        var first = true;
        await using var server = new RawServer(r =>
        {
            var answer = first ? RawServer.Serve(r, old, "\"old\"") with { CutAfter = 50_000 } : RawServer.Serve(r, _content, "\"new\"");
            first = false;
            return answer;
        });

        await Fetch(server, Quick with { Retries = 1 });

        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination));
        Assert.Equal("\"old\"", server.Requests.Last().IfRange);
    }

    [Fact]
    public async Task Fetch_TwoHalvesOfDifferentFilesWithoutTags_IsNoticedByTheHashAndRepaired()
    {
        var old = RandomNumberGenerator.GetBytes(_content.Length);
        var first = true;
        await using var server = new RawServer(r =>
        {
            var answer = first ? RawServer.Serve(r, old, null) with { CutAfter = 50_000 } : RawServer.Serve(r, _content, null);
            first = false;
            return answer;
        });

        await Assert.ThrowsAsync<DownloadFailedException>(() => Fetch(server, Quick));
        await Fetch(server, Quick);

        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination));
        Assert.Equal([null, 50_000, null], server.Requests.Select(r => r.From));
    }

    [Fact]
    public async Task Fetch_WrongContent_IsRefusedWithBothHashesAndDeleted()
    {
        var other = RandomNumberGenerator.GetBytes(_content.Length);
        await using var server = new RawServer(r => RawServer.Serve(r, other, Tag));

        var error = await Assert.ThrowsAsync<BadInputException>(() => Fetch(server, Quick));

        Assert.Contains(Hash(other), error.Message, StringComparison.Ordinal);
        Assert.Contains(Hash(_content), error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fetch_MoreThanWasPublished_StopsThere(bool announced)
    {
        var longer = new byte[_content.Length * 10];
        await using var server = new RawServer(r => announced
            ? RawServer.Serve(r, longer, Tag)
            : new RawServer.Answer("200 OK", longer));

        var error = await Assert.ThrowsAsync<BadInputException>(() => Fetch(server, Quick));
        Assert.Contains("is not the published file", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(Part).Length);
        Assert.False(File.Exists(Destination));
    }

    [Fact]
    public async Task Fetch_SilentServer_GivesUpInTimeAndKeepsThePart()
    {
        await using var server = new RawServer(r => RawServer.Serve(r, _content, Tag) with { CutAfter = 1000, Hold = true });

        var error = await Assert.ThrowsAsync<DownloadFailedException>(() =>
            Fetch(server, Quick with { StallTimeout = TimeSpan.FromMilliseconds(200) }));
        Assert.Contains("timed out", error.Message, StringComparison.Ordinal);
        Assert.Equal(1000, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task Fetch_Cancelled_KeepsThePart()
    {
        await using var server = new RawServer(r => RawServer.Serve(r, _content, Tag) with { CutAfter = 1000, Hold = true });
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fetch(server, Quick, _ => cancel.Cancel(), cancel.Token));

        Assert.Equal(_content[..1000], await File.ReadAllBytesAsync(Part));
        Assert.False(File.Exists(Destination));
    }

    [Theory]
    [InlineData("404 Not Found", "returned 404")]
    [InlineData("503 Service Unavailable", "returned 503")]
    [InlineData("301 Moved Permanently", "redirect without a location")]
    [InlineData("302 Found\r\nLocation: ftp://127.0.0.1/x", "only https is followed")]
    [InlineData("302 Found\r\nLocation: http://192.0.2.1/x", "only https is followed")]
    [InlineData("302 Found\r\nLocation: /again", "too many redirects")]
    public async Task Fetch_NoFileThere_SaysWhy(string head, string reason)
    {
        await using var server = new RawServer(_ => new RawServer.Answer(head + "\r\nContent-Length: 0", []));

        var error = await Assert.ThrowsAsync<DownloadFailedException>(() => Fetch(server, Quick));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Fetch_RedirectOnThisMachine_IsFollowed()
    {
        var redirect = new RawServer.Answer("307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0", []);
        await using var server = new RawServer(r => r.Path == "/elsewhere" ? RawServer.Serve(r, _content, Tag) : redirect);

        await Fetch(server, Quick);

        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination));
    }

    [Fact]
    public async Task Fetch_WrongRange_StartsOver()
    {
        var requests = 0;
        await using var server = new RawServer(r => requests++ switch
        {
            0 => RawServer.Serve(r, _content, Tag) with { CutAfter = 10 },
            1 => new RawServer.Answer(
                $"206 Partial Content\r\nETag: {Tag}\r\nContent-Range: bytes 0-9/{_content.Length}\r\nContent-Length: 10", _content[..10]),
            _ => RawServer.Serve(r, _content, Tag),
        });

        await Fetch(server, Quick with { Retries = 1 });

        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination));
        Assert.Equal([null, 10, null], server.Requests.Select(r => r.From));
    }

    [Fact]
    public async Task Fetch_DuringAnotherDownload_IsRefused()
    {
        await using var server = new RawServer(r => RawServer.Serve(r, _content, Tag) with { CutAfter = 1000, Hold = true });
        using var cancel = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var running = Fetch(server, Quick, _ => begun.TrySetResult(), cancel.Token);
        await begun.Task;
        var error = await Assert.ThrowsAsync<BadInputException>(() => Fetch(server, Quick));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Contains("another process", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_ConnectionRefused_Throws()
    {
        var server = new RawServer(_ => throw new InvalidOperationException());
        var address = server.Address;
        await server.DisposeAsync();
        using var download = new FileDownload(Quick, TimeProvider.System);

        var error = await Assert.ThrowsAsync<DownloadFailedException>(() =>
            download.Fetch(address, Wanted(address), Destination, _ => { }, CancellationToken.None));
        Assert.Contains("refused", error.Message, StringComparison.Ordinal);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // Only the first request is cut.
    private static int Cut(RawServer.Request request, int bytes) => request.From is null ? bytes : int.MaxValue;

    private PublishedFile Wanted(Uri address) => new(address, _content.Length, Hash(_content));

    private async Task Fetch(
        RawServer server, DownloadOptions options, Action<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var address = new Uri(server.Address, "weights.bin");
        using var download = new FileDownload(options, TimeProvider.System);
        await download.Fetch(address, Wanted(address), Destination, progress ?? (_ => { }), cancellationToken);
    }
}
