using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Training.Data;

/// <summary>Photos of synthetic people, rendered on every read. Safe for concurrent calls.</summary>
public sealed class GeneratedPhotos : ITrainingPhotos
{
    private readonly SyntheticPeople _people;
    private readonly IReadOnlyList<Difficulty> _difficulties;
    private readonly int _photos;

    /// <param name="population">Seed of the population (<see cref="SyntheticPeople"/>): 100 or above for training.</param>
    /// <param name="people">Number of people, the first of the population; at most <see cref="SyntheticPeople.MaxPeople"/>.</param>
    /// <param name="photos">Photos per person.</param>
    /// <param name="difficulties">Photo j has the difficulty at position j modulo their number.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that is not positive, or too many people.</exception>
    public GeneratedPhotos(ulong population, int people, int photos, IReadOnlyList<Difficulty> difficulties)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(people);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people, SyntheticPeople.MaxPeople);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(photos);
        ArgumentOutOfRangeException.ThrowIfZero(difficulties.Count, nameof(difficulties));
        _people = new SyntheticPeople(population);
        People = people;
        _photos = photos;
        _difficulties = difficulties;
    }

    /// <inheritdoc/>
    public int People { get; }

    /// <inheritdoc/>
    public int PhotosOf(int person) => _photos;

    /// <inheritdoc/>
    public RgbImage Photo(int person, int photo) => _people.Photo(person, photo, _difficulties[photo % _difficulties.Count]);
}
