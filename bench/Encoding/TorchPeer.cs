using System.Globalization;
using FaceGrid.Bench.Measuring;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Bench.Encoding;

/// <summary>The PyTorch process of <c>peers/mobilefacenet_torch.py</c>.</summary>
internal sealed class TorchPeer(string python, string weights, int threads) : IDisposable
{
    private readonly LineProcess _process = new(
        python,
        [LineProcess.Peer("mobilefacenet_torch.py"), weights, threads.ToString(CultureInfo.InvariantCulture)],
        "python3-torch and python3-numpy");

    public string Version => _process.Greeting["ready ".Length..];

    public PeerAnswer Encode(RgbImage face, int times) =>
        _process.Ask<PeerAnswer>(string.Create(CultureInfo.InvariantCulture, $"encode {Convert.ToHexString(face.Pixels)} {times}"));

    public void Dispose() => _process.Dispose();
}
