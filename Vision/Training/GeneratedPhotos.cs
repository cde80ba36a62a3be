using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Training;

/// <summary>Photos of made-up people, rendered when they are asked for.</summary>
public sealed class GeneratedPhotos : ITrainingPhotos
{
    private readonly MadeUpPeople _people;
    private readonly IReadOnlyList<Difficulty> _difficulties;
    private readonly int _photos;

    /// <param name="population">Seed of the population (<see cref="MadeUpPeople"/>): from 100 on for training.</param>
    /// <param name="people">How many of its people, from its first.</param>
    /// <param name="photos">Photos of each.</param>
    /// <param name="difficulties">Photo j has difficulty j modulo their number.</param>
    public GeneratedPhotos(ulong population, int people, int photos, IReadOnlyList<Difficulty> difficulties)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(people);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people, MadeUpPeople.MostPeople);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(photos);
        ArgumentOutOfRangeException.ThrowIfZero(difficulties.Count, nameof(difficulties));
        _people = new MadeUpPeople(population);
        People = people;
        _photos = photos;
        _difficulties = difficulties;
    }

    public int People { get; }

    public int PhotosOf(int person) => _photos;

    public RgbImage Photo(int person, int photo) => _people.Photo(person, photo, _difficulties[photo % _difficulties.Count]);
}
