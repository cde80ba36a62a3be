using System.Diagnostics;
using System.Globalization;
using FaceGrid.Bench.Measuring;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Bench.Decoding;

/// <summary>Every form of JPEG and PNG beside the pixels that Pillow gives for it, and hostile files.</summary>
internal static class PixelComparison
{
    private const int Rounds = 9;
    private static readonly string[] Decoders = ["facegrid", "imagesharp"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

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

        Console.WriteLine("| file | FaceGrid: largest, mean difference | ImageSharp alone | time, FaceGrid to ImageSharp |");
        Console.WriteLine("|---|---|---|---|");
        var files = Directory.GetFiles(scratch.Path).Where(f => !f.EndsWith(".ppm", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        foreach (var file in files.Where(f => File.Exists(Path.ChangeExtension(f, ".ppm"))))
        {
            var expected = ImageCodec.Load(Path.ChangeExtension(file, ".ppm"));
            var differences = Decoders.Select(d => Difference(d, file, expected)).ToArray();
            var ratio = differences.All(d => d.Decoded) ? Ratio(file) : "";
            Console.WriteLine($"| {Path.GetFileName(file)} | {differences[0].Text} | {differences[1].Text} | {ratio} |");
        }

        Console.WriteLine();
        Console.WriteLine("| hostile file | FaceGrid | ImageSharp alone |");
        Console.WriteLine("|---|---|---|");
        foreach (var file in files.Where(f => !File.Exists(Path.ChangeExtension(f, ".ppm"))))
        {
            Console.WriteLine($"| {Path.GetFileName(file)} | {string.Join(" | ", Decoders.Select(d => DecodingBenchmark.InOwnProcess(d, file, Limit)))} |");
        }

        return 0;
    }

    private static (bool Decoded, string Text) Difference(string decoder, string file, RgbImage expected)
    {
        // ImageSharp alone does not return from some of these.
        var end = DecodingBenchmark.InOwnProcess(decoder, file, Limit);
        if (!end.StartsWith($"{expected.Width} x {expected.Height}", StringComparison.Ordinal))
        {
            return (false, end);
        }

        var actual = DecodingBenchmark.Decode(decoder, File.ReadAllBytes(file), file);
        var differences = expected.Pixels.Zip(actual.Pixels, (a, b) => Math.Abs(a - b)).ToArray();
        return (true, string.Create(CultureInfo.InvariantCulture, $"{differences.Max()}, {differences.Average():F4}"));
    }

    private static string Ratio(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var ratios = Enumerable.Range(0, Rounds).Select(_ => Seconds("facegrid", bytes, file) / Seconds("imagesharp", bytes, file));
        return Statistics.Median(ratios).ToString("F2", CultureInfo.InvariantCulture);
    }

    private static double Seconds(string decoder, byte[] bytes, string file)
    {
        var start = TimeProvider.System.GetTimestamp();
        DecodingBenchmark.Decode(decoder, bytes, file);
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }
}
