using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training;

/// <summary>Where training photos come from: people, each with some photos. Safe to call from many threads at once.</summary>
public interface ITrainingPhotos
{
    /// <summary>Number of people; they are numbered from 0.</summary>
    int People { get; }

    /// <summary>Number of photos of a person; they are numbered from 0.</summary>
    int PhotosOf(int person);

    /// <summary>An aligned 112 x 112 crop; the same one each time it is asked for.</summary>
    RgbImage Photo(int person, int photo);
}
