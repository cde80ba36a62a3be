using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using FaceGrid.Tests;

namespace FaceGrid.Cluster.Tests;

/// <summary>Microsoft's emulator of Azure Storage (npm: azurite), on free ports.</summary>
public sealed class AzuriteServer : IDisposable
{
    // The account and key of every Azurite, which are public.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly string _folder = Directory.CreateTempSubdirectory("facegrid-azurite-").FullName;
    private readonly int _blobs = PostgresServer.FreePort();
    private readonly int _tables = PostgresServer.FreePort();
    private Process? _process;

    /// <summary>Path of the program, installed by <c>.ci/run</c> or on the PATH; null: not installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Prepend(Path.Combine(SharedFiles.RepositoryRoot, "artifacts", "tools", "node_modules", ".bin"))
        .Select(d => Path.Combine(d, "azurite")).FirstOrDefault(File.Exists);

    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{Text(_blobs)}/{Account};TableEndpoint=http://127.0.0.1:{Text(_tables)}/{Account};";

    public async Task Start()
    {
        _process = Process.Start(new ProcessStartInfo(
            Program ?? throw new InvalidOperationException("Azurite is not installed"),
            [
                "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--location", _folder,
                "--blobPort", Text(_blobs), "--tablePort", Text(_tables), "--queuePort", Text(PostgresServer.FreePort()),
            ]));
        var patience = Stopwatch.StartNew();
        foreach (var port in new[] { _blobs, _tables })
        {
            while (!await Listens(port))
            {
                Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), "Azurite did not start");
                await Task.Delay(100);
            }
        }
    }

    /// <summary>
    /// Stops with SIGTERM. If killed, Azurite would lose writes acknowledged within the last seconds, which Azure does not. The data remain
    /// for the next start.
    /// </summary>
    public async Task Stop()
    {
        using (var signal = Process.Start("kill", ["-TERM", Text(_process!.Id)]))
        {
            await signal.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<bool> Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
