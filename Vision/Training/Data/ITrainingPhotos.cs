using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Data;

/// <summary>A source of training photos: people, each with a number of photos. Safe for concurrent calls.</summary>
public interface ITrainingPhotos
{
    /// <summary>Number of people; they are numbered from 0.</summary>
    int People { get; }

    /// <summary>Number of photos of a person; they are numbered from 0.</summary>
    int PhotosOf(int person);

    /// <summary>An aligned 112 x 112 crop; every call with the same numbers returns the same pixels.</summary>
    /// <param name="person">0 to <see cref="People"/> − 1.</param>
    /// <param name="photo">0 to <see cref="PhotosOf"/> − 1.</param>
    RgbImage Photo(int person, int photo);
}
