using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.Cluster.Tests;

/// <summary>A silo in a separate process: <c>facegrid silo run</c>.</summary>
/// <param name="data">The data folder.</param>
/// <param name="storage">Options of the stores.</param>
internal sealed class SiloProcess(string data, string[] storage) : IDisposable
{
    private static readonly HttpClient Http = new();

    private readonly int _siloPort = PostgresServer.FreePort();
    private readonly int _gatewayPort = PostgresServer.FreePort();
    private readonly int _healthPort = PostgresServer.FreePort();
    private readonly List<string> _lines = [];
    private Process? _process;

    /// <summary>Raised for each line that the process writes.</summary>
    public event Action<string>? LineWritten;

    /// <summary>Further options, from the next start on.</summary>
    public string[] More { get; set; } = [];

    public string Gateway => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_gatewayPort}");

    public int Id => _process!.Id;

    /// <summary>The last 20 lines, for the message of a failed test.</summary>
    public string Log
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines.TakeLast(20));
            }
        }
    }

    public void Start()
    {
        string[] ports =
            ["--silo-port", Text(_siloPort), "--gateway-port", Text(_gatewayPort), "--health-port", Text(_healthPort)];
        _process = Facegrid.Start(["silo", "run", .. storage, .. More, "--data", data, .. ports]);
        _process.OutputDataReceived += (_, line) => Record(line.Data);
        _process.ErrorDataReceived += (_, line) => Record(line.Data);
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

    /// <summary>Requests a path at the health port.</summary>
    /// <param name="path">The path.</param>
    /// <param name="login">USER:PASSWORD, or null.</param>
    /// <returns>Null while the port accepts no connection.</returns>
    public async Task<(HttpStatusCode Status, string Text)?> Get(string path, string? login = null)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Text(_healthPort)}{path}");
            if (login is not null)
            {
                var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(login));
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
            }

            using var response = await Http.SendAsync(request);
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
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

    private void Record(string? line)
    {
        lock (_lines)
        {
            _lines.Add(line ?? "");
        }

        LineWritten?.Invoke(line ?? "");
    }
}
