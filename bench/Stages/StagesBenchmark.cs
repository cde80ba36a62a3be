using System.Diagnostics;
using System.Globalization;
using FaceGrid.Bench.Measuring;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Detection;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Search;
using TorchSharp;
using static FaceGrid.Bench.Measuring.Statistics;

namespace FaceGrid.Bench.Stages;

/// <summary>
/// One 1080p photo from pixels to nearest neighbours, stage by stage: detect (MTCNN), align, encode (MobileFaceNet), search.
/// The peer uses PyTorch, Pillow and FAISS; rounds alternate, so that other load on the machine affects both.
/// </summary>
internal static class StagesBenchmark
{
    private const int Width = 1920, Height = 1080, Nearest = 5;

    private static readonly string[] Stages = ["detect", "align", "encode", "search"];

    /// <param name="arguments">MTCNN ENCODER PHOTO [--threads N] [--rounds N] [--gallery K].</param>
    public static int Run(string[] arguments)
    {
        var options = new Arguments(arguments);
        var (mtcnn, weights) = (options.Positional(0, "MTCNN.safetensors"), options.Positional(1, "ENCODER.safetensors"));
        var (threads, rounds) = (options.Integer("--threads", 1), options.Integer("--rounds", 15));
        var people = options.Integer("--gallery", 10_000);
        var photo = OnFullHd(ImageCodec.Load(options.Positional(2, "PHOTO")));
        var gallery = UnitVectors.Make(people, seed: 1);

        torch.set_num_threads(threads);
        using var folder = new ScratchFolder();
        var (file, rows) = (Path.Combine(folder.Path, "photo.png"), Path.Combine(folder.Path, "gallery.f32"));
        File.WriteAllBytes(file, ImageCodec.EncodePng(photo));
        UnitVectors.Write(rows, gallery);
        using var locator = new DetectingLocator(MtcnnDetector.Load(mtcnn));
        using var encoder = FaceEncoder.Load(weights);
        var templates = PackedTemplates.Pack(gallery, [.. Enumerable.Range(0, people)]);
        var working = new MtcnnOptions();
        var minFaceSide = Math.Max(1, (double)Width / working.WorkingSide) * working.MinFaceSide;
        using var peer = new StagesPeer(mtcnn, weights, file, rows, threads, minFaceSide);
        var task = $"{threads} thread(s), {rounds} alternating rounds, {peer.Version}";
        Console.WriteLine($"{Width} x {Height} pixels, {people} templates, {task}");

        List<double[]> ours = [], theirs = [];
        var (own, other) = (Own(), peer.Once());
        for (var round = 0; round < rounds; round++)
        {
            own = Own();
            other = peer.Once();
            ours.Add(own.Milliseconds);
            theirs.Add(other.Milliseconds);
        }

        for (var stage = 0; stage < Stages.Length; stage++)
        {
            Row(Stages[stage], [.. ours.Select(t => t[stage])], [.. theirs.Select(t => t[stage])]);
        }

        Row("all", [.. ours.Select(t => t.Sum())], [.. theirs.Select(t => t.Sum())]);
        var (left, top) = (other.Box[0], other.Box[1]);
        var overlap = BoxOverlap.OverUnion(own.Box, new FaceBox(left, top, other.Box[2] - left, other.Box[3] - top));
        var distance = own.Encoding.Zip(other.Encoding, (a, b) => (a - b) * (double)(a - b)).Sum();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  boxes overlap by {overlap:F3}, the encodings' squared distance is {distance:F4}"));
        Console.WriteLine($"  peak memory: FaceGrid {OwnMemory.PeakKiB / 1024} MiB, peer {other.PeakKiB / 1024} MiB");
        return 0;

        (double[] Milliseconds, FaceBox Box, float[] Encoding) Own()
        {
            var face = locator.Locate(photo, out var time).FirstOrDefault()
                ?? throw new BadInputException("PHOTO", "no face was found in it");
            var started = Stopwatch.GetTimestamp();
            var encoding = encoder.Encode([face.Aligned])[0];
            var encoded = Stopwatch.GetTimestamp();
            templates.Search(encoding, Nearest);
            var search = Stopwatch.GetElapsedTime(encoded).TotalMilliseconds;
            var encode = Stopwatch.GetElapsedTime(started, encoded).TotalMilliseconds;
            return ([time.DetectMilliseconds, time.AlignMilliseconds, encode, search], face.Box, encoding);
        }
    }

    private static void Row(string stage, double[] ours, double[] theirs)
    {
        var ratio = Median([.. ours.Zip(theirs, (a, b) => a / b)]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {stage,-7} FaceGrid {Median(ours),8:F2} ms   peer {Median(theirs),8:F2} ms   ratio, median of pairs {ratio:F2}"));
    }

    /// <summary>The photo, scaled to the largest size that fits, centred on a grey picture of 1920 x 1080 pixels.</summary>
    private static RgbImage OnFullHd(RgbImage photo)
    {
        var scale = Math.Min((double)Width / photo.Width, (double)Height / photo.Height);
        var (width, height) = ((int)(photo.Width * scale), (int)(photo.Height * scale));
        var part = ImageOps.Resize(photo, width, height, ResampleFilter.Triangle);
        var result = new RgbImage(Width, Height);
        result.Pixels.AsSpan().Fill(128);
        var (left, top) = ((Width - width) / 2, (Height - height) / 2);
        for (var y = 0; y < height; y++)
        {
            part.Pixels.AsSpan(y * width * 3, width * 3).CopyTo(result.Pixels.AsSpan((((top + y) * Width) + left) * 3));
        }

        return result;
    }
}
