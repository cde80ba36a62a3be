using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Data;

/// <summary>
/// Caches the photos of another source in memory (37 632 bytes each), for sources that are slower than the training step.
/// <see cref="Fill"/> reads all of them in advance on every core.
/// </summary>
public sealed class CachedPhotos : ITrainingPhotos
{
    private readonly ITrainingPhotos _source;
    private readonly RgbImage?[][] _kept;

    /// <param name="source">The source; its people and their numbers of photos must not change.</param>
    public CachedPhotos(ITrainingPhotos source)
    {
        _source = source;
        _kept = [.. Enumerable.Range(0, source.People).Select(p => new RgbImage?[source.PhotosOf(p)])];
    }

    /// <inheritdoc/>
    public int People => _source.People;

    /// <inheritdoc/>
    public int PhotosOf(int person) => _kept[person].Length;

    /// <inheritdoc/>
    public RgbImage Photo(int person, int photo) => _kept[person][photo] ??= _source.Photo(person, photo);

    /// <summary>Reads every photo.</summary>
    /// <param name="progress">Receives the number of finished people, from several threads.</param>
    /// <param name="cancellation">Stops between two people.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Fill(Action<int>? progress, CancellationToken cancellation)
    {
        var done = 0;
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, People, parallel, person =>
        {
            for (var photo = 0; photo < _kept[person].Length; photo++)
            {
                _ = Photo(person, photo);
            }

            progress?.Invoke(Interlocked.Increment(ref done));
        });
    }
}
