using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>One silo as operators run it: <c>facegrid silo run</c>.</summary>
/// <param name="storage">Options that say where everything is kept.</param>
internal sealed class SiloProcess(string data, string[] storage) : IDisposable
{
    private static readonly HttpClient Http = new();

    private readonly int siloPort = PostgresServer.FreePort();
    private readonly int gatewayPort = PostgresServer.FreePort();
    private readonly int healthPort = PostgresServer.FreePort();
    private readonly List<string> said = [];
    private Process? process;

    /// <summary>A line that it has written just now.</summary>
    public event Action<string>? Heard;

    /// <summary>Further options, from the next start on.</summary>
    public string[] More { get; set; } = [];

    public string Gateway => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{gatewayPort}");

    public int Id => process!.Id;

    /// <summary>What it has written, for the message of a failed test.</summary>
    public string Log
    {
        get
        {
            lock (said)
            {
                return string.Join('\n', said.TakeLast(20));
            }
        }
    }

    public void Start()
    {
        process = Cli.Start(
            ["silo", "run", .. storage, .. More, "--data", data, "--silo-port", Text(siloPort), "--gateway-port", Text(gatewayPort), "--health-port", Text(healthPort)]);
        process.OutputDataReceived += (_, line) => Say(line.Data);
        process.ErrorDataReceived += (_, line) => Say(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public async Task UntilReady()
    {
        var patience = Stopwatch.StartNew();
        while (await Get("/health/ready") is not (HttpStatusCode.OK, _))
        {
            Assert.False(process!.HasExited, $"the silo ended: {Log}");
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(3), $"the silo was never ready: {Log}");
            await Task.Delay(200);
        }
    }

    /// <returns>Null while nobody listens.</returns>
    /// <param name="login">USER:PASSWORD, or null.</param>
    public async Task<(HttpStatusCode Status, string Text)?> Get(string path, string? login = null)
    {
        try
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{healthPort}{path}"));
            if (login is not null)
            {
                question.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));
            }

            using var answer = await Http.SendAsync(question);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGTERM, and waits until it has drained.</summary>
    public async Task Drain()
    {
        using (var kill = Process.Start("kill", ["-TERM", Text(process!.Id)]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            Kill();
        }

        process?.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Say(string? line)
    {
        lock (said)
        {
            said.Add(line ?? "");
        }

        Heard?.Invoke(line ?? "");
    }
}
