using System.Diagnostics;
using System.Globalization;
using FaceGrid.Bench.Measuring;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Bench.Decoding;

/// <summary>Compares the pixels of all variants of JPEG and PNG with Pillow's, and decodes malformed files.</summary>
internal static class PixelComparison
{
    private const int WarmUp = 40;
    private const int Rounds = 40;
    private const int LeastPixels = 100_000;
    private static readonly string[] Decoders = ["facegrid", "imagesharp"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static int Run(string photo)
    {
        using var scratch = new ScratchFolder();
        using (var python = Process.Start(LineProcess.Python, [LineProcess.Peer("decoding_files.py"), photo, scratch.Path]))
        {
            python.WaitForExit();
            if (python.ExitCode != 0)
            {
                throw new BadInputException("decoding_files.py", "failed; it needs python3-pil and python3-numpy");
            }
        }

        Console.WriteLine("| file | FaceGrid: largest, mean difference | ImageSharp alone | processor time, FaceGrid to ImageSharp |");
        Console.WriteLine("|---|---|---|---|");
        var files = Directory.GetFiles(scratch.Path)
            .Where(f => !f.EndsWith(".ppm", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        foreach (var file in files.Where(f => File.Exists(Path.ChangeExtension(f, ".ppm"))))
        {
            var expected = ImageCodec.Load(Path.ChangeExtension(file, ".ppm"));
            var differences = Decoders.Select(d => Difference(d, file, expected)).ToArray();
            var ratio = differences.All(d => d.Decoded) && expected.Pixels.Length > 3 * LeastPixels ? Ratio(file) : "";
            Console.WriteLine($"| {Path.GetFileName(file)} | {differences[0].Text} | {differences[1].Text} | {ratio} |");
        }

        Console.WriteLine();
        Console.WriteLine("| hostile file | FaceGrid | ImageSharp alone |");
        Console.WriteLine("|---|---|---|");
        foreach (var file in files.Where(f => !File.Exists(Path.ChangeExtension(f, ".ppm"))))
        {
            var ends = Decoders.Select(d => DecodingBenchmark.InOwnProcess(d, file, Limit));
            Console.WriteLine($"| {Path.GetFileName(file)} | {string.Join(" | ", ends)} |");
        }

        return 0;
    }

    private static (bool Decoded, string Text) Difference(string decoder, string file, RgbImage expected)
    {
        // ImageSharp alone does not return from some of these files, and crashes on others.
        var end = DecodingBenchmark.InOwnProcess(decoder, file, Limit);
        if (!end.StartsWith($"{expected.Width} x {expected.Height}", StringComparison.Ordinal))
        {
            return (false, end);
        }

        var actual = DecodingBenchmark.Decode(decoder, File.ReadAllBytes(file), file);
        var differences = expected.Pixels.Zip(actual.Pixels, (a, b) => Math.Abs(a - b)).ToArray();
        return (true, string.Create(CultureInfo.InvariantCulture, $"{differences.Max()}, {differences.Average():F4}"));
    }

    /// <summary>Ratio of processor times, which other load on the machine hardly affects.</summary>
    private static string Ratio(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var seconds = new double[Decoders.Length];
        for (var round = -WarmUp; round < Rounds; round++)
        {
            for (var d = 0; d < Decoders.Length; d++)
            {
                var before = Environment.CpuUsage.TotalTime;
                DecodingBenchmark.Decode(Decoders[d], bytes, file);
                seconds[d] += round < 0 ? 0 : (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            }
        }

        return (seconds[0] / seconds[1]).ToString("F2", CultureInfo.InvariantCulture);
    }
}
