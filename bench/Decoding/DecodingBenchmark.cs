using System.Diagnostics;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Bench.Decoding;

/// <summary>The image codec beside ImageSharp alone (docs/results/decoding.md).</summary>
internal static class DecodingBenchmark
{
    /// <param name="arguments">
    /// <c>pixels PHOTO</c>, <c>encodings WEIGHTS FOLDER [--reference FILE --names FILE --tensor NAME]</c>, or <c>one DECODER FILE</c>,
    /// which decodes one file in a process of its own.
    /// </param>
    public static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["pixels", var photo]:
                return PixelComparison.Run(photo);
            case ["encodings", .. var rest]:
                return EncodingComparison.Run(new Arguments(rest));
            case ["one", var decoder, var file]:
                var image = Decode(decoder, File.ReadAllBytes(file), file);
                Console.WriteLine($"{image.Width} x {image.Height} pixels, {Environment.CpuUsage.TotalTime.TotalSeconds:F1} s of CPU");
                return 0;
            default:
                throw new BadInputException("bench decoding", "pixels PHOTO, or encodings WEIGHTS FOLDER [--reference FILE --names FILE --tensor NAME]");
        }
    }

    /// <param name="decoder">facegrid, or imagesharp: that library alone.</param>
    public static RgbImage Decode(string decoder, byte[] file, string name) =>
        decoder == "imagesharp" ? PlainImageSharp.Decode(file) : ImageCodec.Decode(file, name);

    /// <returns>What <c>one</c> prints first, or how the process ended.</returns>
    public static string InOwnProcess(string decoder, string file, TimeSpan limit)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["decoding", "one", decoder, file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill();
            return $"no answer in {limit.TotalSeconds:F0} s";
        }

        var lines = (output.Result + errors.Result).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.FirstOrDefault(l => l.Contains("Exception", StringComparison.Ordinal)) ?? lines.FirstOrDefault("nothing").Replace(file, "FILE", StringComparison.Ordinal);
    }
}
