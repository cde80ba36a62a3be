using System.Diagnostics;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Imaging;

/// <summary>Asks Debian's Pillow, where it is installed.</summary>
internal static class Pillow
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Why tests that need Pillow are skipped, or null.</summary>
    public static string? MissingReason { get; } =
        File.Exists(Python) && Run("import PIL", []) is not null ? null : "Debian's python3-pil is not on this machine";

    /// <summary>The pixels of these files, upright RGB, or null where there is no Pillow.</summary>
    public static RgbImage[]? Decode(IReadOnlyList<string> files)
    {
        const string Script = """
            import sys
            from PIL import Image, ImageOps
            for path in sys.argv[1:]:
                image = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
                sys.stdout.buffer.write(image.width.to_bytes(4, "little") + image.height.to_bytes(4, "little") + image.tobytes())
            """;
        if (MissingReason is not null || Run(Script, files) is not { } output)
        {
            return null;
        }

        var images = new RgbImage[files.Count];
        var at = 0;
        for (var i = 0; i < images.Length; i++)
        {
            var (width, height) = (BitConverter.ToInt32(output, at), BitConverter.ToInt32(output, at + 4));
            var length = width * height * 3;
            images[i] = new RgbImage(width, height, output.AsSpan(at + 8, length).ToArray());
            at += 8 + length;
        }

        return images;
    }

    private static byte[]? Run(string script, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return process.ExitCode == 0 ? output.ToArray() : null;
    }
}
