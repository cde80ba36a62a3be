using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>Some of the people of another source.</summary>
internal sealed class PhotosOfSome(ITrainingPhotos source, IReadOnlyList<int> people) : ITrainingPhotos
{
    public int People => people.Count;

    public int PhotosOf(int person) => source.PhotosOf(people[person]);

    public RgbImage Photo(int person, int photo) => source.Photo(people[person], photo);
}
