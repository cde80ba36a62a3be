namespace FaceGrid.Vision.Training.Runs;

/// <summary>Every photo once a round, each round in an order of its own; what is left at the end of a round is skipped.</summary>
internal sealed class ShuffledSteps : IStepSampler
{
    private readonly PhotoReference[] _photos;
    private readonly int _seed;
    private PhotoReference[] _order = [];
    private int _round = -1;

    /// <param name="people">Whose photos are taken.</param>
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

    public int BatchSize { get; }

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
