namespace FaceGrid.Vision.Training;

/// <summary>
/// P people with K photos each (Hermans et al. 2017, "In Defense of the Triplet Loss"): every photo of a batch has
/// positives and negatives within it. People with fewer than two photos have no positive pair and are left out.
/// </summary>
public sealed class PeopleSampler : IBatchSampler
{
    private readonly ITrainingPhotos _photos;
    private readonly int[] _people;
    private readonly int _perBatch;
    private readonly int _perPerson;
    private readonly Random _random;
    private int _at;

    /// <exception cref="ArgumentException">Fewer than P people have two photos.</exception>
    public PeopleSampler(ITrainingPhotos photos, int people, int photosOfEach, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(photosOfEach, 2);
        _people = [.. Enumerable.Range(0, photos.People).Where(p => photos.PhotosOf(p) >= 2)];
        if (_people.Length < people)
        {
            throw new ArgumentException($"{_people.Length} people with two photos or more, {people} are needed in every batch", nameof(people));
        }

        _photos = photos;
        _perBatch = people;
        _perPerson = photosOfEach;
        _random = new Random(seed);
        _at = _people.Length;
    }

    public int BatchSize => _perBatch * _perPerson;

    public IReadOnlyList<PhotoReference> Next()
    {
        if (_at + _perBatch > _people.Length)
        {
            _random.Shuffle(_people);
            _at = 0;
        }

        var batch = new List<PhotoReference>(BatchSize);
        foreach (var person in _people.AsSpan(_at, _perBatch))
        {
            var count = _photos.PhotosOf(person);
            var order = Enumerable.Range(0, count).ToArray();
            _random.Shuffle(order);
            for (var i = 0; i < _perPerson; i++)
            {
                // A person with fewer photos than asked for repeats some.
                batch.Add(new PhotoReference(person, order[i % count]));
            }
        }

        _at += _perBatch;
        return batch;
    }
}
