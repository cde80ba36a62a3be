using System.Globalization;
using System.Text.Json;
using FaceGrid.Bench.Measuring;

namespace FaceGrid.Bench.Search;

/// <summary>FAISS in a separate Python process (peers/faiss_flat.py), called with one probe at a time.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly LineProcess _process;

    public PeerProcess(string rows, string probes, int count)
    {
        _process = new LineProcess(
            LineProcess.Python,
            [LineProcess.Peer("faiss_flat.py"), rows, probes, count.ToString(CultureInfo.InvariantCulture)],
            "python3-faiss and python3-numpy");
        using var about = JsonDocument.Parse(_process.Greeting);
        Version = about.RootElement.GetProperty("faiss").GetString()!;
        Bytes = about.RootElement.GetProperty("bytes").GetInt64();
    }

    public string Version { get; }

    /// <summary>Resident memory that building the index added.</summary>
    public long Bytes { get; }

    /// <summary>Seconds that the peer took for one probe, as it measured them itself.</summary>
    public double Search(int probe) =>
        double.Parse(_process.Ask(probe.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    /// <summary>The rows that the peer finds for every probe, probes x count; −1 where there are fewer rows.</summary>
    public int[] SearchAll(string file)
    {
        _process.Ask($"all {file}");
        var bytes = File.ReadAllBytes(file);
        var found = new int[bytes.Length / sizeof(int)];
        Buffer.BlockCopy(bytes, 0, found, 0, bytes.Length);
        return found;
    }

    public void Dispose() => _process.Dispose();
}
