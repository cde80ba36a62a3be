using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>Photos of somebody else in a person's folder: search engines, which many sets come from, give some for every name.</summary>
internal static class StrayPhotos
{
    /// <summary>With fewer photos nobody can say which of them is the stray.</summary>
    private const int FewestPhotos = 4;

    /// <summary>Removes photos farther than the threshold from the mean of their person's encodings, files and all.</summary>
    public static List<SkippedPhoto> Remove(IEnumerable<PreparedPerson> people, double fartherThan)
    {
        var strays = new List<SkippedPhoto>();
        foreach (var person in people.Where(p => p.Photos.Count >= FewestPhotos))
        {
            var mean = person.Mean();
            person.Photos.RemoveAll(photo =>
            {
                var distance = FaceEncoding.SquaredDistance(photo.Encoding!, mean);
                if (distance <= fartherThan)
                {
                    return false;
                }

                File.Delete(photo.File);
                strays.Add(new SkippedPhoto(photo.Source, FormattableString.Invariant($"is {distance:F2} from the mean of {person.Name}: somebody else")));
                return true;
            });
        }

        return strays;
    }
}
