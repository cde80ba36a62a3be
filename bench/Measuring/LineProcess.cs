using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FaceGrid.Vision;

namespace FaceGrid.Bench.Measuring;

/// <summary>A process that says a line when it is ready and then answers each line with a line; it ends with its input.</summary>
internal sealed class LineProcess : IDisposable
{
    public const string Python = "/usr/bin/python3";

    private readonly Process _process;
    private readonly string _needs;

    /// <param name="needs">What to say that it needs where it does not answer: <c>python3-torch and python3-numpy</c>.</param>
    /// <param name="threads">Of its OpenMP runtime; left to it if null.</param>
    public LineProcess(string program, IEnumerable<string> arguments, string needs, int? threads = null)
    {
        _needs = needs;
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (threads is { } count)
        {
            start.Environment["OMP_NUM_THREADS"] = count.ToString(CultureInfo.InvariantCulture);
        }

        _process = Process.Start(start)!;
        try
        {
            Greeting = ReadLine();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Its first line.</summary>
    public string Greeting { get; }

    /// <summary>A script of <c>bench/peers</c>.</summary>
    public static string Peer(string name) => Path.Combine(AppContext.BaseDirectory, "peers", name);

    /// <exception cref="BadInputException">It has ended.</exception>
    public string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        return ReadLine();
    }

    /// <inheritdoc cref="Ask(string)"/>
    public T Ask<T>(string line) => JsonSerializer.Deserialize<T>(Ask(line), JsonSerializerOptions.Web)!;

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(10_000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private string ReadLine() =>
        _process.StandardOutput.ReadLine() ?? throw new BadInputException(_process.StartInfo.FileName, $"ended without an answer; it needs {_needs}");
}
