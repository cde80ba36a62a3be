using System.Globalization;
using FaceGrid.Bench.Measuring;

namespace FaceGrid.Bench.Stages;

/// <summary>The process of <c>peers/stages_torch.py</c>.</summary>
internal sealed class StagesPeer(string mtcnn, string encoder, string photo, string gallery, int threads, double leastFace) : IDisposable
{
    private readonly LineProcess _process = new(
        LineProcess.Python,
        [
            LineProcess.Peer("stages_torch.py"), mtcnn, encoder, photo, gallery,
            threads.ToString(CultureInfo.InvariantCulture), leastFace.ToString(CultureInfo.InvariantCulture),
        ],
        "python3-torch, python3-faiss, python3-numpy and python3-pil");

    public string Version =>
        _process.Greeting.Split(' ') is [_, var torch, var faiss] ? $"PyTorch {torch}, FAISS {faiss}" : _process.Greeting;

    /// <summary>Runs all stages once.</summary>
    public StagesAnswer Once() => _process.Ask<StagesAnswer>("");

    public void Dispose() => _process.Dispose();
}
