using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Validation on people who were not trained on (open-set identification, ISO/IEC 19795-1): the first half is enrolled with photo 0 each,
/// and their other photos are mated probes; all photos but photo 0 of the second half are non-mated probes (strangers).
/// </summary>
public sealed class HeldOutPeople
{
    private readonly RgbImage[][] _photos;
    private readonly int _enrolled;

    /// <summary>Reads all photos into memory.</summary>
    /// <param name="photos">Four people or more, with two photos or more each.</param>
    /// <exception cref="ArgumentException">Fewer than four people, or a person with fewer than two photos.</exception>
    public HeldOutPeople(ITrainingPhotos photos)
    {
        if (photos.People < 4 || Enumerable.Range(0, photos.People).Any(p => photos.PhotosOf(p) < 2))
        {
            throw new ArgumentException("at least 4 people with at least 2 photos each are needed", nameof(photos));
        }

        _enrolled = photos.People / 2;
        _photos = new RgbImage[photos.People][];
        Parallel.For(
            0, photos.People, p => _photos[p] = [.. Enumerable.Range(0, photos.PhotosOf(p)).Select(i => photos.Photo(p, i))]);
    }

    /// <summary>Measures 1:1 verification and 1:K identification.</summary>
    /// <param name="encode">Maps faces to encodings of 128 floats with L2 norm 1.</param>
    /// <param name="fpir">The FPIR (0 to 1) at which the threshold is chosen.</param>
    /// <param name="gallerySize">
    /// K that the threshold is for. Where fewer than K people are enrolled, or with null, all enrolled people form one gallery. Otherwise
    /// they are divided into galleries of K, the threshold is the one whose FMR over all comparisons with strangers gives the FPIR at K
    /// (<see cref="ErrorRates.FmrForFpir"/>), and the rates are means over the galleries.
    /// </param>
    public HeldOutResult Evaluate(Func<IReadOnlyList<RgbImage>, float[][]> encode, double fpir, int? gallerySize = null)
    {
        var encodings = _photos.Select(encode).ToArray();
        var gallery = encodings.Take(_enrolled).Select(e => e[0]).ToArray();
        var mated = encodings.Take(_enrolled).SelectMany((e, person) => e.Skip(1).Select(x => (person, x))).ToArray();
        var strangers = encodings.Skip(_enrolled).SelectMany(e => e.Skip(1)).ToArray();

        // Verification: every mated probe once with its own person and once with another, so that chance is 50 %.
        var genuine = mated.Select(m => FaceEncoding.SquaredDistance(m.x, gallery[m.person])).ToArray();
        var impostor = mated.Select((m, i) => FaceEncoding.SquaredDistance(m.x, gallery[OtherThan(m.person, i)])).ToArray();
        var best = BestThreshold.Find([.. genuine, .. impostor], [.. genuine.Select(_ => true), .. impostor.Select(_ => false)]);
        return new HeldOutResult(
            best.Correct / (double)(genuine.Length + impostor.Length),
            best.Threshold,
            gallerySize is { } size && size < _enrolled
                ? InGalleriesOf(size, gallery, mated, strangers, fpir)
                : new OpenSet(gallery, mated, strangers).AtFpir(fpir));

        int OtherThan(int person, int probe) => (person + 1 + (probe % (_enrolled - 1))) % _enrolled;
    }

    private static OpenSetResult InGalleriesOf(
        int size, float[][] gallery, (int Person, float[] Encoding)[] mated, float[][] strangers, double fpir)
    {
        var impostors = new double[strangers.Length * gallery.Length];
        Parallel.For(0, strangers.Length, s =>
        {
            for (var g = 0; g < gallery.Length; g++)
            {
                impostors[(s * gallery.Length) + g] = FaceEncoding.SquaredDistance(strangers[s], gallery[g]);
            }
        });
        var threshold = ErrorRates.ThresholdForFmr(impostors, ErrorRates.FmrForFpir(fpir, size));
        var results = Enumerable.Range(0, gallery.Length / size)
            .Select(i => i * size)
            .Select(first => new OpenSet(
                gallery[first..(first + size)],
                [.. mated.Where(m => m.Person >= first && m.Person < first + size).Select(m => (m.Person - first, m.Encoding))],
                strangers).At(threshold))
            .ToList();
        return new OpenSetResult(
            size,
            results.Sum(r => r.MatedProbes),
            results.Sum(r => r.NonMatedProbes),
            results.Average(r => r.RankOne),
            results.Average(r => r.Fnir),
            results.Average(r => r.Fpir),
            threshold);
    }
}
