using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FaceGrid.Vision;

namespace FaceGrid.Bench.Measuring;

/// <summary>A process that writes one line when it is ready and answers each input line with one line; it ends with its input.</summary>
internal sealed class LineProcess : IDisposable
{
    public const string Python = "/usr/bin/python3";

    private readonly Process _process;
    private readonly string _needs;

    /// <summary>Starts the process and reads its first line.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="needs">Packages that the program needs, for the error message: <c>python3-torch and python3-numpy</c>.</param>
    /// <param name="threads">Number of OpenMP threads; null: the runtime's default.</param>
    /// <exception cref="BadInputException">The process ended without a line.</exception>
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

    /// <summary>Writes one line and reads the answer.</summary>
    /// <exception cref="BadInputException">The process has ended.</exception>
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

    private string ReadLine() => _process.StandardOutput.ReadLine()
        ?? throw new BadInputException(_process.StartInfo.FileName, $"ended without an answer; it needs {_needs}");
}
