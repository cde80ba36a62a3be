using System.Globalization;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Bench.Decoding;

/// <summary>Accuracy and encodings of the aligned LFW photos, decoded by the codec and by ImageSharp alone.</summary>
internal static class EncodingComparison
{
    private const double Far = 1e-4;

    /// <param name="given">
    /// WEIGHTS, the folder holding images/ and pairs.txt; <c>--reference</c>: encodings to compare with; <c>--every N</c>: only
    /// every Nth photo, without accuracy.
    /// </param>
    public static int Run(Arguments given)
    {
        var folder = given.Positional(1, "FOLDER");
        using var encoder = FaceEncoder.Load(given.Positional(0, "WEIGHTS.safetensors"));
        var pairs = PairsFile.Parse(Path.Combine(folder, "pairs.txt"));
        var every = given.Integer("--every", 1);
        var reference = Reference(given.Text("--reference", ""), given.Text("--names", ""), given.Text("--tensor", ""));
        IEnumerable<string> all = reference is null ? pairs.Photos() : reference.Keys.Order(StringComparer.Ordinal);
        var photos = all.Where((_, i) => i % every == 0).ToArray();
        Console.WriteLine($"{encoder.ModelVersion}, {photos.Length} photos");
        foreach (var decoder in (string[])["facegrid", "imagesharp"])
        {
            var seconds = 0.0;
            var encodings = new Dictionary<string, float[]>(StringComparer.Ordinal);
            foreach (var chunk in photos.Chunk(64))
            {
                var files = chunk.Select(p => File.ReadAllBytes(Path.Combine(folder, "images", p))).ToArray();
                var before = Environment.CpuUsage.TotalTime;
                var faces = files.Zip(chunk, (f, p) => DecodingBenchmark.Decode(decoder, f, p)).ToArray();
                seconds += (Environment.CpuUsage.TotalTime - before).TotalSeconds;
                foreach (var (photo, encoding) in chunk.Zip(encoder.Encode(faces)))
                {
                    encodings.Add(photo, encoding);
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {decoder}: decoded in {seconds:F1} s of processor time"));
            if (every == 1)
            {
                var view = ViewTwo.Evaluate(pairs, encodings);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"    View 2 {view.Accuracy * 100:F3} +- {view.Std * 100:F3} %, threshold {view.Threshold:F4}"));
            }

            if (reference is not null)
            {
                // For unit vectors the cosine distance is half the squared L2 distance.
                var distances = photos.Select(p => FaceEncoding.SquaredDistance(encodings[p], reference[p]) / 2).ToArray();
                var far = distances.Count(d => d > Far);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"    cosine distance to it: mean {distances.Average():E2}, largest {distances.Max():E2}, {far} over 1e-4"));
            }
        }

        return 0;
    }

    private static Dictionary<string, float[]>? Reference(string path, string names, string tensor)
    {
        if (path.Length == 0)
        {
            return null;
        }

        using var file = SafeTensorsFile.Open(path);
        var encodings = file.ReadFloats(tensor).Chunk(FaceEncoding.Dimension);
        return File.ReadAllLines(names).Zip(encodings).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
    }
}
