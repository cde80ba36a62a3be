using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>
/// Removes photos of other people from a person's folder; sets collected with search engines contain some for every name.
/// </summary>
internal static class StrayPhotos
{
    /// <summary>With fewer photos it is not decidable which of them is the stray.</summary>
    private const int FewestPhotos = 4;

    /// <summary>
    /// Removes photos, with their files, that are farther than the threshold from the mean of their person's other photos.
    /// </summary>
    /// <param name="people">The people; their photos are changed.</param>
    /// <param name="fartherThan">Squared L2.</param>
    /// <returns>The removed photos.</returns>
    public static List<SkippedPhoto> Remove(IEnumerable<PreparedPerson> people, double fartherThan)
    {
        var strays = new List<SkippedPhoto>();
        foreach (var person in people.Where(p => p.Photos.Count >= FewestPhotos))
        {
            var sum = new float[FaceEncoding.Dimension];
            foreach (var photo in person.Photos)
            {
                Add(sum, photo.Encoding!, 1);
            }

            // One pass per person suffices: although a stray shifts the mean, the other photos stay nearer to it than the stray.
            person.Photos.RemoveAll(photo =>
            {
                var others = (float[])sum.Clone();
                Add(others, photo.Encoding!, -1);
                var distance = FaceEncoding.SquaredDistance(photo.Encoding!, Normalised(others));
                if (distance <= fartherThan)
                {
                    return false;
                }

                File.Delete(photo.File);
                strays.Add(new SkippedPhoto(
                    photo.Source, FormattableString.Invariant($"is {distance:F2} from the other photos of {person.Name}: another person")));
                return true;
            });
        }

        return strays;
    }

    private static void Add(float[] sum, float[] encoding, float times)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += times * encoding[i];
        }
    }

    private static float[] Normalised(float[] sum)
    {
        var norm = Math.Sqrt(sum.Sum(v => (double)v * v));
        return norm > 0 ? Array.ConvertAll(sum, v => (float)(v / norm)) : sum;
    }
}
