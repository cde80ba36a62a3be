namespace FaceGrid.Vision.Training.Data;

/// <summary>A folder of people on disk: one folder per person with the pictures directly in it.</summary>
public static class PeopleFolder
{
    /// <summary>File name extensions that count as pictures.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".jpg", ".jpeg", ".png", ".pgm", ".ppm"];

    /// <summary>All people with at least one picture, in ordinal order of their names. Names that start with a dot are skipped.</summary>
    /// <exception cref="BadInputException">The folder does not exist, cannot be read, or holds no folder with pictures.</exception>
    public static IReadOnlyList<PersonFiles> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException(folder, File.Exists(folder) ? "is a file, not a folder" : "no such folder");
        }

        try
        {
            PersonFiles[] people = [.. Directory.EnumerateDirectories(folder)
                .Select(d => new PersonFiles(Path.GetFileName(d), Pictures(d)))
                .Where(p => p.Photos.Count > 0 && p.Name[0] != '.')
                .OrderBy(p => p.Name, StringComparer.Ordinal)];
            return people.Length > 0
                ? people
                : throw new BadInputException(folder, "no folder in it holds pictures; one folder for each person is expected");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new BadInputException(folder, "no permission to read it", e);
        }
    }

    /// <summary>As <see cref="Read"/>, and requires two people: one person alone has no negative.</summary>
    /// <exception cref="BadInputException">As <see cref="Read"/>, or the folder holds one person only.</exception>
    public static IReadOnlyList<PersonFiles> ReadForTraining(string folder) => Read(folder) switch
    {
        [var only] => throw new BadInputException(
            folder, $"holds one person only ({only.Name}); an encoder is trained on differences between people, two are the least"),
        var people => people,
    };

    private static string[] Pictures(string folder) =>
        [.. Directory.EnumerateFiles(folder)
            .Where(f => Extensions.Contains(Path.GetExtension(f).ToLowerInvariant()))
            .Order(StringComparer.Ordinal)];
}
