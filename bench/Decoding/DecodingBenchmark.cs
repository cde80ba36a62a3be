using System.Diagnostics;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Bench.Decoding;

/// <summary>Comparison of the image codec with ImageSharp alone (docs/results/decoding.md).</summary>
internal static class DecodingBenchmark
{
    private const int PollMilliseconds = 200;
    private const string Usage = "pixels PHOTO, or encodings WEIGHTS FOLDER [--reference FILE --names FILE --tensor NAME] [--every N]";

    /// <param name="arguments">
    /// <c>pixels PHOTO</c>, <c>encodings WEIGHTS FOLDER [--reference FILE --names FILE --tensor NAME] [--every N]</c>, or
    /// <c>one DECODER FILE</c>, which decodes one file in this process.
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
                throw new BadInputException("bench decoding", Usage);
        }
    }

    /// <param name="decoder">facegrid, or imagesharp: that library alone.</param>
    public static RgbImage Decode(string decoder, byte[] file, string name) =>
        decoder == "imagesharp" ? PlainImageSharp.Decode(file) : ImageCodec.Decode(file, name);

    /// <summary>Decodes one file in a separate process.</summary>
    /// <param name="decoder">facegrid or imagesharp.</param>
    /// <param name="file">The file.</param>
    /// <param name="limit">Processor time after which the process is killed.</param>
    /// <returns>The first line that <c>one</c> prints, or how the process ended.</returns>
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
        while (!process.WaitForExit(PollMilliseconds))
        {
            process.Refresh();
            if (!process.HasExited && process.TotalProcessorTime > limit)
            {
                process.Kill();
                return $"no answer after {limit.TotalSeconds:F0} s of processor time";
            }
        }

        var lines = (output.Result + errors.Result).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var line = lines.FirstOrDefault(l => l.Contains("Exception", StringComparison.Ordinal))
            ?? lines.FirstOrDefault($"ended with code {process.ExitCode}");
        return line.Replace($"{file}: ", "", StringComparison.Ordinal);
    }
}
