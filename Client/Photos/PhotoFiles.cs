using FaceGrid.Vision;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Client.Photos;

/// <summary>From what a user names to files to read.</summary>
public static class PhotoFiles
{
    /// <summary>
    /// Files as given; folders as all pictures below them (by extension), in ordinal order.
    /// </summary>
    /// <exception cref="BadInputException">Missing, or a folder without pictures.</exception>
    public static List<string> Expand(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                files.AddRange(Below(path));
            }
            else if (File.Exists(path))
            {
                files.Add(path);
            }
            else
            {
                throw new BadInputException(path, "no such file or folder");
            }
        }

        return files;
    }

    /// <summary>The pictures of a burst in the order they were taken: by name, numbers by their value (9.png before 10.png).</summary>
    /// <exception cref="BadInputException">Missing, or without pictures.</exception>
    public static List<string> Frames(string folder)
    {
        MustBeAFolder(folder);
        var files = Pictures(folder, SearchOption.TopDirectoryOnly);
        files.Sort(NaturalOrder.Instance);
        return files.Count > 0 ? files : throw new BadInputException(folder, $"no pictures in this folder ({string.Join(", ", PeopleFolder.Extensions)})");
    }

    /// <exception cref="BadInputException">There is no file of that name.</exception>
    public static void MustExist(string path)
    {
        if (!File.Exists(path))
        {
            throw new BadInputException(path, Directory.Exists(path) ? "is a folder, one photo was expected" : "no such file");
        }
    }

    /// <summary>The pictures below a folder in ordinal order.</summary>
    /// <exception cref="BadInputException">Missing, or without pictures.</exception>
    public static List<string> Below(string folder)
    {
        MustBeAFolder(folder);

        var files = Pictures(folder, SearchOption.AllDirectories);
        return files.Count > 0
            ? files
            : throw new BadInputException(folder, $"no pictures in this folder ({string.Join(", ", PeopleFolder.Extensions)})");
    }

    /// <summary>A folder of people: one folder each, their pictures in it. People without a picture are left out.</summary>
    /// <exception cref="BadInputException">Missing, or without anybody.</exception>
    public static List<(string Person, List<string> Photos)> People(string folder) =>
        [.. PeopleFolder.Read(folder).Select(p => (p.Name, p.Photos.ToList()))];

    private static void MustBeAFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException(folder, File.Exists(folder) ? "is a file, not a folder" : "no such folder");
        }
    }

    private static List<string> Pictures(string folder, SearchOption depth) =>
        [.. Directory.EnumerateFiles(folder, "*", depth)
            .Where(f => PeopleFolder.Extensions.Contains(Path.GetExtension(f).ToLowerInvariant()))
            .Order(StringComparer.Ordinal)];
}
