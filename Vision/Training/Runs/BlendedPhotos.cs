using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Another source's photos, and after them faces that are the mean of two of its people's. All are aligned, so such a mean
/// looks like a face that nobody has: a teacher's encoding of it says what the teacher makes of faces between those that
/// there are (mixup, Zhang et al. 2018, with the label from a teacher as in Beyer et al. 2022). Nobody's name fits it: every
/// blend counts as a person with one photo.
/// </summary>
internal sealed class BlendedPhotos : ITrainingPhotos
{
    private readonly ITrainingPhotos _source;
    private readonly (PhotoReference A, PhotoReference B)[] _blends;

    /// <param name="people">Whom to blend, two or more: the training people, as blends would show the held-out ones otherwise.</param>
    public BlendedPhotos(ITrainingPhotos source, IReadOnlyList<int> people, int count, int seed)
    {
        _source = source;
        var random = CounterRandom.For(seed, CounterRandom.Blends, 0);
        var photos = people.SelectMany(p => Enumerable.Range(0, source.PhotosOf(p)).Select(i => new PhotoReference(p, i))).ToArray();
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
