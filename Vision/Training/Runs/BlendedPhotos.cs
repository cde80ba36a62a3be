using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// The photos of another source, followed by blends: each the pixel mean of photos of two of its people. Because all photos are aligned, a
/// blend looks like a face of a person who does not exist, and the teacher's encoding of it samples the teacher between the existing faces
/// (mixup, Zhang et al. 2018, with the teacher's label as in Beyer et al. 2022). A blend has no identity and counts as a person with one
/// photo.
/// </summary>
internal sealed class BlendedPhotos : ITrainingPhotos
{
    private readonly ITrainingPhotos _source;
    private readonly (PhotoReference A, PhotoReference B)[] _blends;

    /// <param name="source">The photos.</param>
    /// <param name="people">People to blend, two or more: the training people only, so that no blend shows a held-out person.</param>
    /// <param name="count">Number of blends.</param>
    /// <param name="seed">Of the choice of photos.</param>
    public BlendedPhotos(ITrainingPhotos source, IReadOnlyList<int> people, int count, int seed)
    {
        _source = source;
        var random = CounterRandom.For(seed, CounterRandom.Blends, 0);
        var photos = people
            .SelectMany(p => Enumerable.Range(0, source.PhotosOf(p)).Select(i => new PhotoReference(p, i)))
            .ToArray();
        _blends = new (PhotoReference A, PhotoReference B)[count];
        for (var i = 0; i < count; i++)
        {
            var a = photos[random.Next(photos.Length)];
            var b = photos[random.Next(photos.Length)];
            while (b.Person == a.Person)
            {
                b = photos[random.Next(photos.Length)];
            }

            _blends[i] = (a, b);
        }
    }

    public int People => _source.People + _blends.Length;

    public int PhotosOf(int person) => person < _source.People ? _source.PhotosOf(person) : 1;

    public RgbImage Photo(int person, int photo)
    {
        if (person < _source.People)
        {
            return _source.Photo(person, photo);
        }

        var (a, b) = _blends[person - _source.People];
        return Mean(_source.Photo(a.Person, a.Photo), _source.Photo(b.Person, b.Photo));
    }

    private static RgbImage Mean(RgbImage a, RgbImage b)
    {
        var mean = new RgbImage(a.Width, a.Height);
        for (var i = 0; i < mean.Pixels.Length; i++)
        {
            mean.Pixels[i] = (byte)((a.Pixels[i] + b.Pixels[i] + 1) / 2);
        }

        return mean;
    }
}
