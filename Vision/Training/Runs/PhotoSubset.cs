using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The photos of selected people of another source.</summary>
/// <param name="source">The source.</param>
/// <param name="people">Numbers in the source of the people, in their new order.</param>
internal sealed class PhotoSubset(ITrainingPhotos source, IReadOnlyList<int> people) : ITrainingPhotos
{
    public int People => people.Count;

    public int PhotosOf(int person) => source.PhotosOf(people[person]);

    public RgbImage Photo(int person, int photo) => source.Photo(people[person], photo);
}
