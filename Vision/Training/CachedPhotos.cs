using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training;

/// <summary>
/// Keeps every photo of another source in memory once it was made (37 KB each), for sources that are slower than the
/// training step. <see cref="Fill"/> makes all of them beforehand on every core.
/// </summary>
public sealed class CachedPhotos : ITrainingPhotos
{
    private readonly ITrainingPhotos _source;
    private readonly RgbImage?[][] _kept;

    public CachedPhotos(ITrainingPhotos source)
    {
        _source = source;
        _kept = [.. Enumerable.Range(0, source.People).Select(p => new RgbImage?[source.PhotosOf(p)])];
    }

    public int People => _source.People;

    public int PhotosOf(int person) => _kept[person].Length;

    public RgbImage Photo(int person, int photo) => _kept[person][photo] ??= _source.Photo(person, photo);

    /// <param name="progress">Given the number of people done, from several threads.</param>
    public void Fill(Action<int>? progress, CancellationToken cancellation)
    {
        var done = 0;
        Parallel.For(0, People, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, person =>
        {
            for (var photo = 0; photo < _kept[person].Length; photo++)
            {
                _ = Photo(person, photo);
            }

            progress?.Invoke(Interlocked.Increment(ref done));
        });
    }
}
