using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using FaceGrid.Tests;

namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>Azure Storage as its makers emulate it (npm: azurite), on ports of the tests' own.</summary>
public sealed class AzuriteServer : IDisposable
{
    // The account and key that every Azurite has; they are no secret.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly string folder = Directory.CreateTempSubdirectory("facegrid-azurite-").FullName;
    private readonly int blobs = PostgresServer.FreePort();
    private readonly int tables = PostgresServer.FreePort();
    private Process? process;

    /// <summary>Where <c>.ci/run</c> has installed it, or on the PATH; null: nowhere.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Prepend(Path.Combine(SharedFiles.RepositoryRoot, "artifacts", "tools", "node_modules", ".bin"))
        .Select(d => Path.Combine(d, "azurite")).FirstOrDefault(File.Exists);

    public string ConnectionString => string.Create(
        CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{blobs}/{Account};TableEndpoint=http://127.0.0.1:{tables}/{Account};");

    public async Task Start()
    {
        process = Process.Start(new ProcessStartInfo(
            Program ?? throw new InvalidOperationException("Azurite is not installed"),
            ["--silent", "--disableTelemetry", "--skipApiVersionCheck", "--location", folder, "--blobPort", Text(blobs), "--tablePort", Text(tables), "--queuePort", Text(PostgresServer.FreePort())]));
        var patience = Stopwatch.StartNew();
        foreach (var port in new[] { blobs, tables })
        {
            while (!await Listens(port))
            {
                Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), "Azurite did not start");
                await Task.Delay(100);
            }
        }
    }

    /// <summary>In good order: killed, it would forget what it has acknowledged within the last seconds, which Azure does not. What is there is there after a new start.</summary>
    public async Task Stop()
    {
        using (var signal = Process.Start("kill", ["-TERM", Text(process!.Id)]))
        {
            await signal.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public void Dispose()
    {
        process?.Kill(entireProcessTree: true);
        process?.WaitForExit();
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
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
