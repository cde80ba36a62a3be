using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FaceGrid.Vision;

namespace FaceGrid.Bench.Stages;

/// <summary>The process of <c>peers/stages_torch.py</c>.</summary>
internal sealed class StagesPeer : IDisposable
{
    private readonly Process _process;

    public StagesPeer(string mtcnn, string encoder, string photo, string gallery, int threads, double leastFace)
    {
        _process = Process.Start(new ProcessStartInfo("/usr/bin/python3")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "peers", "stages_torch.py"), mtcnn, encoder, photo, gallery,
                threads.ToString(CultureInfo.InvariantCulture), leastFace.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Version = _process.StandardOutput.ReadLine() is { } line && line.Split(' ') is ["ready", var torch, var faiss]
            ? $"PyTorch {torch}, FAISS {faiss}"
            : throw new BadInputException("the peer", "did not start (python3-torch, python3-faiss, python3-numpy and python3-pil?)");
    }

    public string Version { get; }

    /// <summary>From photo to neighbours, once.</summary>
    public StagesAnswer Once()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new BadInputException("the peer", "ended");
        return JsonSerializer.Deserialize<StagesAnswer>(line, JsonSerializerOptions.Web)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
