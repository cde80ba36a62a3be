using System.Globalization;
using FaceGrid.Bench.Measuring;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using TorchSharp;
using static FaceGrid.Bench.Measuring.Statistics;

namespace FaceGrid.Bench.Encoding;

/// <summary>
/// One face a call: our encoder against the same network in PyTorch, same weights, same face, same number of threads, in
/// alternating rounds of one run, so that what else the machine does meets both.
/// </summary>
internal static class EncodeBenchmark
{
    private const int CallsPerRound = 10;

    /// <param name="arguments">WEIGHTS [--threads N] [--rounds N] [--python FILE].</param>
    public static int Run(string[] arguments)
    {
        var options = new Arguments(arguments);
        var weights = options.Positional(0, "WEIGHTS.safetensors");
        var threads = options.Integer("--threads", 1);
        var rounds = options.Integer("--rounds", 30);
        var python = options.Text("--python", LineProcess.Python);

        torch.set_num_threads(threads);
        using var encoder = FaceEncoder.Load(weights);
        using var peer = new TorchPeer(python, weights, threads);
        var face = MadeUpPixels();
        Console.WriteLine($"{encoder.ModelVersion}, {threads} thread(s), {rounds} alternating rounds of {CallsPerRound} calls, PyTorch {peer.Version}");

        Round(encoder, face);
        peer.Encode(face, CallsPerRound);
        var (ours, theirs, ratios) = (new List<double>(), new List<double>(), new List<double>());
        PeerAnswer answer = null!;
        for (var round = 0; round < rounds; round++)
        {
            var own = Median(Round(encoder, face));
            answer = peer.Encode(face, CallsPerRound);
            var other = Median(answer.Seconds);
            ours.Add(own);
            theirs.Add(other);
            ratios.Add(own / other);
        }

        var difference = 1 - encoder.Encode([face])[0].Zip(answer.Encoding, (a, b) => (double)a * b).Sum();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  FaceGrid  median {Median(ours) * 1e3:F2} ms  least {ours.Min() * 1e3:F2} ms  peak memory {OwnMemory.PeakKiB / 1024} MiB"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  PyTorch   median {Median(theirs) * 1e3:F2} ms  least {theirs.Min() * 1e3:F2} ms  peak memory {answer.PeakKiB / 1024} MiB"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio     median of pairs {Median(ratios):F2} (FaceGrid / PyTorch), cosine distance of the encodings {difference:E1}"));
        return 0;
    }

    private static double[] Round(FaceEncoder encoder, RgbImage face)
    {
        var seconds = new double[CallsPerRound];
        for (var i = 0; i < seconds.Length; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            encoder.Encode([face]);
            seconds[i] = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        }

        return seconds;
    }

    private static RgbImage MadeUpPixels()
    {
        var face = new RgbImage(FaceTemplate.Size, FaceTemplate.Size);
        new Random(1).NextBytes(face.Pixels);
        return face;
    }
}
