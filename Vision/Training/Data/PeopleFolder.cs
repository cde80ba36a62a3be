namespace FaceGrid.Vision.Training.Data;

/// <summary>A folder of people on disk: one folder each, their pictures directly in it.</summary>
public static class PeopleFolder
{
    /// <summary>What counts as a picture.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".jpg", ".jpeg", ".png", ".pgm", ".ppm"];

    /// <summary>Everybody with at least one picture, in ordinal order of their names.</summary>
    /// <exception cref="BadInputException">No such folder, a file, or nobody in it.</exception>
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

    /// <summary>The same of people to train on: there must be two at least, as one person alone has no negative.</summary>
    /// <exception cref="BadInputException">Also: one person only.</exception>
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
