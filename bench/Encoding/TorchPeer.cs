using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Bench.Encoding;

/// <summary>The PyTorch process of <c>peers/mobilefacenet_torch.py</c>.</summary>
internal sealed class TorchPeer : IDisposable
{
    private readonly Process _process;

    public TorchPeer(string python, string weights, int threads)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "mobilefacenet_torch.py");
        var start = new ProcessStartInfo(python) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { script, weights, threads.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        Version = _process.StandardOutput.ReadLine() is { } line && line.StartsWith("ready ", StringComparison.Ordinal)
            ? line[6..]
            : throw new BadInputException(python, "the PyTorch peer did not start (does it have torch and numpy?)");
    }

    public string Version { get; }

    public PeerAnswer Encode(RgbImage face, int times)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"encode {Convert.ToHexString(face.Pixels)} {times}"));
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new BadInputException(_process.StartInfo.FileName, "the PyTorch peer ended");
        return JsonSerializer.Deserialize<PeerAnswer>(line, JsonSerializerOptions.Web)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
