using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>Numbers the photos of a set from 0, person after person, as <see cref="ITripletMiner.Mine"/> takes them.</summary>
public sealed class PhotoNumbers
{
    private readonly long[] _first;

    /// <param name="photos">The set; its people and their numbers of photos must not change.</param>
    public PhotoNumbers(ITrainingPhotos photos)
    {
        _first = new long[photos.People + 1];
        for (var person = 0; person < photos.People; person++)
        {
            _first[person + 1] = _first[person] + photos.PhotosOf(person);
        }
    }

    /// <summary>Number of photos in the set.</summary>
    public long Count => _first[^1];

    /// <summary>The number of a photo.</summary>
    public long Of(PhotoReference photo) => _first[photo.Person] + photo.Photo;

    /// <summary>The photo with a number: the inverse of <see cref="Of"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or at least <see cref="Count"/>.</exception>
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
