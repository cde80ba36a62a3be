using System.Security.Cryptography;
using FaceGrid.Cli.Models.Downloads;
using FaceGrid.Cli.Models.Published;

namespace FaceGrid.EndToEnd.Tests.Models;

/// <summary>Servers that would keep a download busy without an end.</summary>
public sealed class FileDownloadLimitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("facegrid-test-").FullName;
    private readonly byte[] _content = RandomNumberGenerator.GetBytes(100_000);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Fetch_PartialContentThatWasNotRequested_CountsAsAFailure()
    {
        await using var server = new RawServer(_ => new RawServer.Answer(
            $"206 Partial Content\r\nContent-Range: bytes 0-{_content.Length - 1}/{_content.Length}\r\nContent-Length: {_content.Length}",
            _content));

        var error = await Assert.ThrowsAsync<DownloadFailedException>(
            () => Fetch(server, new DownloadOptions { Retries = 2, RetryDelay = TimeSpan.Zero }));

        Assert.Contains("which was not requested", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Fetch_BytesWithoutEnd_EndsAtTheDeadlineOfTheWhole()
    {
        await using var server = new RawServer(r => RawServer.Serve(r, _content, null) with { CutAfter = 1 });

        var options = new DownloadOptions
        {
            RetryDelay = TimeSpan.Zero, Grace = TimeSpan.FromMilliseconds(300), LeastBytesPerSecond = int.MaxValue,
        };
        var error = await Assert.ThrowsAsync<DownloadFailedException>(() => Fetch(server, options));

        Assert.Contains("not complete after", error.Message, StringComparison.Ordinal);
    }

    private async Task Fetch(RawServer server, DownloadOptions options)
    {
        using var download = new FileDownload(options, TimeProvider.System);
        var file = new PublishedFile(server.Address, _content.Length, Convert.ToHexStringLower(SHA256.HashData(_content)));
        await download.Fetch(server.Address, file, Path.Combine(_folder, "weights.bin"), _ => { }, CancellationToken.None);
    }
}
