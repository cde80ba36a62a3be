using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FaceGrid.Vision;

namespace FaceGrid.Bench.Styling;

/// <summary>A process that takes steps when it is told to, ours or the peer.</summary>
internal sealed class StyleWorkerProcess : IDisposable
{
    private readonly Process _process;

    public StyleWorkerProcess(string program, string[] arguments, int threads)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        var ready = (_process.StandardOutput.ReadLine() ?? "").Split(' ');
        if (ready is not ["ready", var version, var kibibytes])
        {
            throw new BadInputException(program, "did not start (does this Python have torch and numpy?)");
        }

        (Version, BaseKiB) = (version, long.Parse(kibibytes, CultureInfo.InvariantCulture));
    }

    public string Version { get; }

    /// <summary>Resident with libraries and weights loaded, before any image.</summary>
    public long BaseKiB { get; }

    public StyleWorkerAnswer Step(int times)
    {
        _process.StandardInput.WriteLine(times.ToString(CultureInfo.InvariantCulture));
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new BadInputException(_process.StartInfo.FileName, "ended");
        return JsonSerializer.Deserialize<StyleWorkerAnswer>(line, JsonSerializerOptions.Web)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
