using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Batches of shuffled photos: every photo once per round, in another order in each round; photos that do not fill a batch at the end of a
/// round are skipped.
/// </summary>
internal sealed class ShuffledSteps : IStepSampler
{
    private readonly PhotoReference[] _photos;
    private readonly int _seed;
    private PhotoReference[] _order = [];
    private int _round = -1;

    /// <param name="photos">Source of the photos.</param>
    /// <param name="people">Numbers of the people to draw from.</param>
    /// <param name="batch">Photos per batch.</param>
    /// <param name="seed">Of the order.</param>
    /// <exception cref="ArgumentException">Fewer photos than a batch holds.</exception>
    public ShuffledSteps(ITrainingPhotos photos, IReadOnlyList<int> people, int batch, int seed)
    {
        _photos = [.. people.SelectMany(p => Enumerable.Range(0, photos.PhotosOf(p)).Select(i => new PhotoReference(p, i)))];
        if (_photos.Length < batch)
        {
            throw new ArgumentException($"{_photos.Length} photos for batches of {batch}", nameof(batch));
        }

        (BatchSize, _seed) = (batch, seed);
    }

    /// <inheritdoc/>
    public int BatchSize { get; }

    /// <inheritdoc/>
    public IReadOnlyList<PhotoReference> At(int step)
    {
        var (round, at) = Math.DivRem(step, _photos.Length / BatchSize);
        if (round != _round)
        {
            _order = [.. _photos];
            CounterRandom.For(_seed, CounterRandom.Order, (ulong)round).Shuffle(_order);
            _round = round;
        }

        return _order[(at * BatchSize)..((at + 1) * BatchSize)];
    }
}
