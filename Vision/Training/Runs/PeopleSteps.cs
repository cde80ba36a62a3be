using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Batches of P people with K photos each (Hermans et al. 2017): every person with two photos or more once per round, in another order in
/// each round. The photos of a person with fewer than K photos are repeated.
/// </summary>
internal sealed class PeopleSteps : IStepSampler
{
    private readonly ITrainingPhotos _photos;
    private readonly int[] _people;
    private readonly int _perBatch;
    private readonly int _perPerson;
    private readonly int _seed;
    private int[] _order = [];
    private int _round = -1;

    /// <param name="photos">Source of the photos.</param>
    /// <param name="people">Numbers of the people to draw from.</param>
    /// <param name="perBatch">P.</param>
    /// <param name="perPerson">K.</param>
    /// <param name="seed">Of the order.</param>
    /// <exception cref="ArgumentException">Fewer than P people have two photos.</exception>
    public PeopleSteps(ITrainingPhotos photos, IReadOnlyList<int> people, int perBatch, int perPerson, int seed)
    {
        _people = [.. people.Where(p => photos.PhotosOf(p) >= 2)];
        if (_people.Length < perBatch)
        {
            throw new ArgumentException(
                $"{_people.Length} people with two photos or more, {perBatch} are needed in every batch", nameof(perBatch));
        }

        (_photos, _perBatch, _perPerson, _seed) = (photos, perBatch, perPerson, seed);
    }

    /// <inheritdoc/>
    public int BatchSize => _perBatch * _perPerson;

    /// <inheritdoc/>
    public IReadOnlyList<PhotoReference> At(int step)
    {
        var (round, at) = Math.DivRem(step, _people.Length / _perBatch);
        if (round != _round)
        {
            _order = [.. _people];
            CounterRandom.For(_seed, CounterRandom.Order, (ulong)round).Shuffle(_order);
            _round = round;
        }

        var random = CounterRandom.For(_seed, CounterRandom.PhotosOfPerson, (ulong)step);
        var batch = new List<PhotoReference>(BatchSize);
        foreach (var person in _order.AsSpan(at * _perBatch, _perBatch))
        {
            var photos = Enumerable.Range(0, _photos.PhotosOf(person)).ToArray();
            random.Shuffle(photos);
            for (var i = 0; i < _perPerson; i++)
            {
                batch.Add(new PhotoReference(person, photos[i % photos.Length]));
            }
        }

        return batch;
    }
}
