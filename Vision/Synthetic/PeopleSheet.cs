using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Synthetic;

/// <summary>Composes photos of made-up people into one picture: a row for each person.</summary>
public static class PeopleSheet
{
    private const int Gap = 2;

    /// <summary>
    /// The first photo of each row is as for an enrolment (<see cref="Difficulty.Studio"/>); of the others the first two
    /// thirds are <see cref="Difficulty.Everyday"/>, the rest <see cref="Difficulty.Hard"/>.
    /// </summary>
    /// <param name="people">Rows.</param>
    /// <param name="photosPerPerson">Columns.</param>
    /// <param name="populationSeed">Which people, see <see cref="MadeUpPeople"/>.</param>
    /// <param name="size">Side of each photo in pixels.</param>
    public static RgbImage Render(int people, int photosPerPerson, ulong populationSeed = 0, int size = FaceTemplate.Size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(people);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(photosPerPerson);
        var population = new MadeUpPeople(populationSeed);
        var sheet = new RgbImage((photosPerPerson * (size + Gap)) + Gap, (people * (size + Gap)) + Gap);
        Array.Fill(sheet.Pixels, (byte)255);
        for (var person = 0; person < people; person++)
        {
            for (var photo = 0; photo < photosPerPerson; photo++)
            {
                var difficulty = photo == 0 ? Difficulty.Studio
                    : 3 * (photo - 1) < 2 * (photosPerPerson - 1) ? Difficulty.Everyday
                    : Difficulty.Hard;
                Paste(sheet, population.Photo(person, photo, difficulty, size), Gap + (photo * (size + Gap)), Gap + (person * (size + Gap)));
            }
        }

        return sheet;
    }

    private static void Paste(RgbImage sheet, RgbImage photo, int left, int top)
    {
        for (var y = 0; y < photo.Height; y++)
        {
            photo.Pixels.AsSpan(y * photo.Width * 3, photo.Width * 3).CopyTo(sheet.Pixels.AsSpan((((top + y) * sheet.Width) + left) * 3));
        }
    }
}
