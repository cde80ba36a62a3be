namespace FaceGrid.Vision.Training;

/// <summary>Every photo once, in random order, then again in another; what is left at the end of a round is skipped.</summary>
public sealed class ShuffledSampler : IBatchSampler
{
    private readonly PhotoReference[] _all;
    private readonly Random _random;
    private int _at;

    /// <exception cref="ArgumentException">There are fewer photos than a batch holds.</exception>
    public ShuffledSampler(ITrainingPhotos photos, int batchSize, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        _all = [.. Enumerable.Range(0, photos.People).SelectMany(p => Enumerable.Range(0, photos.PhotosOf(p)).Select(i => new PhotoReference(p, i)))];
        if (_all.Length < batchSize)
        {
            throw new ArgumentException($"{_all.Length} photos for batches of {batchSize}", nameof(batchSize));
        }

        BatchSize = batchSize;
        _random = new Random(seed);
        _at = _all.Length;
    }

    public int BatchSize { get; }

    public IReadOnlyList<PhotoReference> Next()
    {
        if (_at + BatchSize > _all.Length)
        {
            _random.Shuffle(_all);
            _at = 0;
        }

        _at += BatchSize;
        return _all[(_at - BatchSize).._at];
    }
}
