using FaceGrid.Vision;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Bench.Evaluation;

/// <summary>
/// Evaluates an encoder on the aligned LFW photos: View 2, and open-set identification with one template per person. Source of the default
/// thresholds of encoders whose files state none (docs/results/encoders.md).
/// </summary>
internal static class LfwEvaluation
{
    /// <param name="arguments">WEIGHTS FOLDER, the folder holding images/ and pairs.txt.</param>
    public static int Run(string[] arguments)
    {
        var given = new Arguments(arguments);
        var folder = given.Positional(1, "FOLDER");
        using var encoder = FaceEncoder.Load(given.Positional(0, "WEIGHTS.safetensors"), given.Text("--device", "cpu"));
        var pairs = PairsFile.Parse(Path.Combine(folder, "pairs.txt"));

        var start = TimeProvider.System.GetTimestamp();
        var encodings = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var chunk in pairs.Photos().Chunk(128))
        {
            var faces = chunk.AsParallel().AsOrdered().Select(p => Decode(Path.Combine(folder, "images", p))).ToArray();
            foreach (var (photo, encoding) in chunk.Zip(encoder.Encode(faces)))
            {
                encodings.Add(photo, encoding);
            }
        }

        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        Write($"{encoder.ModelVersion}: {encodings.Count} photos in {seconds:F1} s");
        var view = ViewTwo.Evaluate(pairs, encodings);
        Write($"  View 2: {view.Accuracy * 100:F3} +- {view.Std * 100:F3} %, threshold {view.Threshold:F4}, {view.Pairs} pairs");

        var people = encodings.Keys.GroupBy(p => p[..p.IndexOf('/')], StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Order(StringComparer.Ordinal).ToArray()).ToArray();
        var enrolled = people.Where(p => p.Length > 1).ToArray();
        var experiment = new OpenSet(
            [.. enrolled.Select(p => encodings[p[0]])],
            [.. enrolled.Select((p, i) => (i, encodings[p[1]]))],
            [.. people.Where(p => p.Length == 1).Select(p => encodings[p[0]])]);
        foreach (var fpir in new[] { 0.001, 0.003, 0.01, 0.03 })
        {
            var r = experiment.AtFpir(fpir);
            var sizes = $"1:{r.Enrolled}, {r.MatedProbes} mated and {r.NonMatedProbes} non-mated probes";
            Write($"  {sizes}: rank-1 {r.RankOne * 100:F2} %, FPIR {r.Fpir * 100:F2} % FNIR {r.Fnir * 100:F2} % at {r.Threshold:F4}");
        }

        return 0;
    }

    private static void Write(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

    private static RgbImage Decode(string path)
    {
        try
        {
            return ImageCodec.Decode(File.ReadAllBytes(path), path);
        }
        catch (IOException e)
        {
            throw new BadInputException(path, "cannot be read: " + e.Message.ReplaceLineEndings(" "), e);
        }
    }
}
