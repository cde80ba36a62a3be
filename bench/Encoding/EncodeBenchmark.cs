using System.Globalization;
using FaceGrid.Bench.Measuring;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using TorchSharp;
using static FaceGrid.Bench.Measuring.Statistics;

namespace FaceGrid.Bench.Encoding;

/// <summary>
/// Time of one face per call: FaceGrid's encoder and the same network in PyTorch, with the same weights, face and number of threads, in
/// alternating rounds of one run, so that other load on the machine affects both.
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
        var face = RandomPixels();
        var task = $"{rounds} alternating rounds of {CallsPerRound} calls, PyTorch {peer.Version}";
        Console.WriteLine($"{encoder.ModelVersion}, {threads} thread(s), {task}");

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
        Write($"  FaceGrid  {Times(ours)}  peak memory {OwnMemory.PeakKiB / 1024} MiB");
        Write($"  PyTorch   {Times(theirs)}  peak memory {answer.PeakKiB / 1024} MiB");
        Write($"  ratio     median of pairs {Median(ratios):F2} (FaceGrid / PyTorch), cosine distance of the encodings {difference:E1}");
        return 0;
    }

    private static string Times(List<double> seconds) => string.Create(
        CultureInfo.InvariantCulture, $"median {Median(seconds) * 1e3:F2} ms  least {seconds.Min() * 1e3:F2} ms");

    private static void Write(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

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

    private static RgbImage RandomPixels()
    {
        var face = new RgbImage(FaceTemplate.Size, FaceTemplate.Size);
        new Random(1).NextBytes(face.Pixels);
        return face;
    }
}
