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

    private readonly int _siloPort = PostgresServer.FreePort();
    private readonly int _gatewayPort = PostgresServer.FreePort();
    private readonly int _healthPort = PostgresServer.FreePort();
    private readonly List<string> _said = [];
    private Process? _process;

    /// <summary>A line that it has written just now.</summary>
    public event Action<string>? Heard;

    /// <summary>Further options, from the next start on.</summary>
    public string[] More { get; set; } = [];

    public string Gateway => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_gatewayPort}");

    public int Id => _process!.Id;

    /// <summary>What it has written, for the message of a failed test.</summary>
    public string Log
    {
        get
        {
            lock (_said)
            {
                return string.Join('\n', _said.TakeLast(20));
            }
        }
    }

    public void Start()
    {
        _process = Facegrid.Start(
            ["silo", "run", .. storage, .. More, "--data", data, "--silo-port", Text(_siloPort), "--gateway-port", Text(_gatewayPort), "--health-port", Text(_healthPort)]);
        _process.OutputDataReceived += (_, line) => Say(line.Data);
        _process.ErrorDataReceived += (_, line) => Say(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public async Task UntilReady()
    {
        var patience = Stopwatch.StartNew();
        while (await Get("/health/ready") is not (HttpStatusCode.OK, _))
        {
            Assert.False(_process!.HasExited, $"the silo ended: {Log}");
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
            using var question = new HttpRequestMessage(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_healthPort}{path}"));
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
        _process!.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, and waits until it has drained.</summary>
    public async Task Drain()
    {
        using (var kill = Process.Start("kill", ["-TERM", Text(_process!.Id)]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
        Assert.Equal(0, _process.ExitCode);
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            Kill();
        }

        _process?.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Say(string? line)
    {
        lock (_said)
        {
            _said.Add(line ?? "");
        }

        Heard?.Invoke(line ?? "");
    }
}
