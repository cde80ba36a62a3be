using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Data;

/// <summary>A folder of people on disk: one folder per person with the pictures directly in it.</summary>
public static class PeopleFolder
{
    /// <summary>All people with at least one picture, in ordinal order of their names. Hidden folders are skipped.</summary>
    /// <exception cref="BadInputException">The folder does not exist, cannot be read, or holds no folder with pictures.</exception>
    public static IReadOnlyList<PersonFiles> Read(string folder)
    {
        PersonFiles[] people = [.. ReadAll(folder).Where(p => p.Photos.Count > 0)];
        return people.Length > 0
            ? people
            : throw new BadInputException(folder, "no folder in it holds pictures; one folder for each person is expected");
    }

    /// <summary>As <see cref="Read"/>, with the people whose folders hold no picture.</summary>
    /// <exception cref="BadInputException">The folder does not exist, cannot be read, or holds no folder.</exception>
    public static IReadOnlyList<PersonFiles> ReadAll(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException(folder, File.Exists(folder) ? "is a file, not a folder" : "no such folder");
        }

        PersonFiles[] people = [.. PictureFiles.Folders(folder)
            .Select(d => new PersonFiles(Path.GetFileName(d), PictureFiles.In(d)))
            .OrderBy(p => p.Name, StringComparer.Ordinal)];
        return people.Length > 0
            ? people
            : throw new BadInputException(folder, "no folder in it holds pictures; one folder for each person is expected");
    }

    /// <summary>As <see cref="Read"/>, and requires two people: one person alone has no negative.</summary>
    /// <exception cref="BadInputException">As <see cref="Read"/>, or the folder holds one person only.</exception>
    public static IReadOnlyList<PersonFiles> ReadForTraining(string folder) => Read(folder) switch
    {
        [var only] => throw new BadInputException(
            folder, $"holds one person only ({only.Name}); an encoder is trained on differences between people, two are the least"),
        var people => people,
    };
}
