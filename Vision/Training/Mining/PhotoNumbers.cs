namespace FaceGrid.Vision.Training.Mining;

/// <summary>Numbers the photos of a set from 0, person after person: what <see cref="ITripletMiner.Mine"/> knows them by.</summary>
public sealed class PhotoNumbers
{
    private readonly long[] _first;

    public PhotoNumbers(ITrainingPhotos photos)
    {
        _first = new long[photos.People + 1];
        for (var person = 0; person < photos.People; person++)
        {
            _first[person + 1] = _first[person] + photos.PhotosOf(person);
        }
    }

    /// <summary>Photos in the set.</summary>
    public long Count => _first[^1];

    public long Of(PhotoReference photo) => _first[photo.Person] + photo.Photo;

    /// <exception cref="ArgumentOutOfRangeException">There is no such photo.</exception>
    public PhotoReference At(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        var at = Array.BinarySearch(_first, number);
        var person = at >= 0 ? at : ~at - 1;

        // People without photos share their first number with the next: the last of them has the photo.
        while (_first[person + 1] == _first[person])
        {
            person++;
        }

        return new PhotoReference(person, (int)(number - _first[person]));
    }
}
