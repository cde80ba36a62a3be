using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training;

/// <summary>
/// Validation on people whom the encoder has never seen: the first half is enrolled with photo 0 each, their other photos
/// are mated probes; every photo but photo 0 of the second half comes from a stranger.
/// </summary>
public sealed class HeldOutPeople
{
    private readonly RgbImage[][] _photos;
    private readonly int _enrolled;

    /// <exception cref="ArgumentException">Fewer than four people, or one with a single photo.</exception>
    public HeldOutPeople(ITrainingPhotos photos)
    {
        if (photos.People < 4 || Enumerable.Range(0, photos.People).Any(p => photos.PhotosOf(p) < 2))
        {
            throw new ArgumentException("at least 4 people with at least 2 photos each are needed", nameof(photos));
        }

        _enrolled = photos.People / 2;
        _photos = new RgbImage[photos.People][];
        Parallel.For(0, photos.People, p => _photos[p] = [.. Enumerable.Range(0, photos.PhotosOf(p)).Select(i => photos.Photo(p, i))]);
    }

    /// <param name="encode">Faces to encodings with L2 norm 1.</param>
    /// <param name="fpir">The FPIR at which the threshold is chosen.</param>
    /// <param name="gallerySize">
    /// K that the threshold is for, at most the people enrolled: the enrolled are cut into galleries of K, the threshold is
    /// that of the FMR which gives the FPIR at K (<see cref="ErrorRates.FmrForFpir"/>) over all comparisons with strangers,
    /// and rates are means over the galleries. Null: one gallery of all.
    /// </param>
    public HeldOutResult Evaluate(Func<IReadOnlyList<RgbImage>, float[][]> encode, double fpir, int? gallerySize = null)
    {
        var encodings = _photos.Select(encode).ToArray();
        var gallery = encodings.Take(_enrolled).Select(e => e[0]).ToArray();
        var mated = encodings.Take(_enrolled).SelectMany((e, person) => e.Skip(1).Select(x => (person, x))).ToArray();
        var strangers = encodings.Skip(_enrolled).SelectMany(e => e.Skip(1)).ToArray();

        // Verification: all pairs of a probe with the gallery, as many impostors as genuine ones so that chance is 50 %.
        var genuine = mated.Select(m => FaceEncoding.SquaredDistance(m.x, gallery[m.person])).ToArray();
        var impostor = mated.Select((m, i) => FaceEncoding.SquaredDistance(m.x, gallery[(m.person + 1 + (i % (_enrolled - 1))) % _enrolled])).ToArray();
        var best = BestThreshold.Find([.. genuine, .. impostor], [.. genuine.Select(_ => true), .. impostor.Select(_ => false)]);
        return new HeldOutResult(
            best.Correct / (double)(genuine.Length + impostor.Length),
            best.Threshold,
            gallerySize is { } size && size < _enrolled
                ? InGalleriesOf(size, gallery, mated, strangers, fpir)
                : new OpenSet(gallery, mated, strangers).AtFpir(fpir));
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
