using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace FaceGrid.Bench.Search;

/// <summary>FAISS in a Python process of its own (peers/faiss_flat.py), driven one probe at a time.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    public PeerProcess(string rows, string probes, int count)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "faiss_flat.py");
        _process = Process.Start(new ProcessStartInfo("/usr/bin/python3")
        {
            ArgumentList = { script, rows, probes, count.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        using var about = JsonDocument.Parse(ReadLine());
        Version = about.RootElement.GetProperty("faiss").GetString()!;
        Bytes = about.RootElement.GetProperty("bytes").GetInt64();
    }

    public string Version { get; }

    /// <summary>Resident memory that building the index added.</summary>
    public long Bytes { get; }

    /// <summary>Seconds that the peer took for one probe, as it measured them itself.</summary>
    public double Search(int probe)
    {
        _process.StandardInput.WriteLine(probe);
        _process.StandardInput.Flush();
        return double.Parse(ReadLine(), CultureInfo.InvariantCulture);
    }

    /// <summary>The rows that the peer finds for every probe, probes x count; −1 where there are fewer rows.</summary>
    public int[] SearchAll(string file)
    {
        _process.StandardInput.WriteLine($"all {file}");
        _process.StandardInput.Flush();
        ReadLine();
        var bytes = File.ReadAllBytes(file);
        var found = new int[bytes.Length / sizeof(int)];
        Buffer.BlockCopy(bytes, 0, found, 0, bytes.Length);
        return found;
    }

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
        _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the FAISS peer ended; is python3-faiss installed?");
}
